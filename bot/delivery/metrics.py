"""What Prometheus is told: how long things take, how much waits, what went wrong. Never what anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.delivery.inbox import Letter
from bot.delivery.outcomes import Outcome
from bot.delivery.overview import overview
from bot.delivery.parcels import Parcel
from bot.store.clock import Clock
from bot.store.database import Database

_TURN_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60)
_SEND_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 1800)


class Metrics:
    """One program's figures."""

    def __init__(self, store: Database) -> None:
        self.registry = CollectorRegistry()
        self._now: Clock = store.now
        self._updates = Counter(
            "duilian_updates", "Updates that arrived, by what became of them", ["result"], registry=self.registry
        )
        self._handling = Histogram(
            "duilian_handling_seconds", "Time to handle one update", buckets=_TURN_BUCKETS, registry=self.registry
        )
        self._turn = Histogram(
            "duilian_turn_seconds", "From arrival to committed answer", buckets=_TURN_BUCKETS, registry=self.registry
        )
        self._sends = Counter("duilian_sends", "Calls to Telegram, by outcome", ["outcome"], registry=self.registry)
        self._delay = Histogram(
            "duilian_send_delay_seconds",
            "From queued to answered by Telegram",
            ["kind"],
            buckets=_SEND_BUCKETS,
            registry=self.registry,
        )
        self.registry.register(_Standing(store))

    def arrived(self, result: str, count: int = 1) -> None:
        """Updates came in: new, repeated, broken, unknown, refused."""
        self._updates.labels(result).inc(count)

    def handled(self, letter: Letter, seconds: float) -> None:
        """A letter was handled in so many seconds."""
        self._handling.observe(seconds)
        self._turn.observe(max(0.0, (self._now() - letter.received).total_seconds()))

    def sent(self, parcel: Parcel, outcome: Outcome) -> None:
        """Telegram answered, or did not."""
        self._sends.labels(type(outcome).__name__.lower()).inc()
        self._delay.labels(parcel.kind).observe(max(0.0, (self._now() - parcel.created).total_seconds()))

    def page(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)


class _Standing(Collector):
    """What stands in the store, looked up when it is asked for."""

    def __init__(self, store: Database) -> None:
        self._store = store

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing is looked up before somebody asks."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures of the overview."""
        standing = overview(self._store)
        for name in standing.__dataclass_fields__:
            unit = "_seconds" if name.endswith("_age") else ""
            yield GaugeMetricFamily(f"duilian_{name}{unit}", name.replace("_", " "), value=getattr(standing, name))
