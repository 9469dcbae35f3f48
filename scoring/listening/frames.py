"""Step 5: find the authors' words and patterns in an utterance. No regular expressions, so nothing can hang."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from scoring.listening.clauses import Clause
from scoring.listening.lexicon import COMPOUNDS
from scripts.model import Point

Span = tuple[int, int]

_GAP = 12
_WIDE_GAP = 18
_GROUP = 26
_TRIES = 16


@dataclass(frozen=True, slots=True)
class Frame:
    """One pattern or word group of one item; `slots` number the places to be filled, `reach` how far they may lie."""

    code: str
    slots: tuple[int, ...]
    ordered: bool
    sentence_wide: bool
    source: str


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found: where each of its slots stands."""

    frame: Frame
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The words of one first letter, looked up by their length; `by_text` has each with its rank, longest first."""

    lengths: tuple[int, ...]
    by_text: Mapping[str, Sequence[tuple[int, str]]]

    @classmethod
    def of(cls, words: Iterable[str]) -> _Shelf:
        """Put the words in order; those that differ only in their ties (^ and $) stand under one text."""
        by_text: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for rank, word in enumerate(sorted(words, key=len, reverse=True)):
            by_text[word.strip("^$")].append((rank, word))
        return cls(tuple({len(plain) for plain in by_text}), by_text)

    def at(self, text: str, index: int) -> list[str]:
        """The words whose letters stand at `index`, in the order of their ranks."""
        most = len(text) - index
        fitting = (text[index : index + length] for length in self.lengths if length <= most)
        here = [one for plain in fitting for one in self.by_text.get(plain, ())]
        return [word for _, word in sorted(here)]


@dataclass
class Frames:
    """All items' words and patterns, ready to be looked for in one pass over the text."""

    frames: list[Frame] = field(default_factory=list)
    slot_ids: dict[str, int] = field(default_factory=dict)
    words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_first: dict[str, _Shelf] = field(default_factory=dict)
    by_slot: dict[int, list[Frame]] = field(default_factory=lambda: defaultdict(list))
    stops: dict[str, list[Frame]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, points: Iterable[Point], names: Mapping[str, Sequence[str]]) -> Frames:
        """Compile the points; `names` fills placeholders that stand for names of the plan (<对手>)."""
        frames = cls()
        for point in points:
            for pattern in point.patterns:
                wide = "……" in pattern
                parts = [part for part in pattern.replace("……", "…").split("…") if part]
                frames._add(point.code, parts, names, ordered=True, wide=wide)
            for group in point.words:
                frames._add(point.code, group, names, ordered=False, wide=True)
            for group in point.unless:
                frame = frames._frame(point.code, group, names, ordered=False, wide=False)
                frames.stops[point.code].append(frame)
        first: dict[str, list[str]] = defaultdict(list)
        for word in frames.words:
            if not word.startswith("<"):
                first[word.strip("^$")[:1]].append(word)
        frames.by_first = {letter: _Shelf.of(words) for letter, words in first.items()}
        return frames

    def _add(
        self, code: str, parts: Sequence[str], names: Mapping[str, Sequence[str]], *, ordered: bool, wide: bool
    ) -> None:
        frame = self._frame(code, parts, names, ordered=ordered, wide=wide)
        self.frames.append(frame)
        self.by_slot[max(frame.slots)].append(frame)

    def _frame(
        self, code: str, parts: Sequence[str], names: Mapping[str, Sequence[str]], *, ordered: bool, wide: bool
    ) -> Frame:
        slots = tuple(self._slot(part, names) for part in parts)
        return Frame(code, slots, ordered, wide, ("…" if ordered else "＋").join(parts))

    def _slot(self, part: str, names: Mapping[str, Sequence[str]]) -> int:
        number = self.slot_ids.get(part)
        if number is not None:
            return number
        number = self.slot_ids[part] = len(self.slot_ids)
        for word in part.split("/"):
            if word.startswith("<") and word.strip("<>") in names:
                spellings = names[word.strip("<>")]
            else:
                spellings = (word,) if word else ()
            for spelled in spellings:
                slots = self.words[spelled.lower()]
                if slots[-1:] != [number]:  # a word written twice in one slot: its number was the last to come
                    slots.append(number)
        return number

    def scan(
        self, text: str, given: Mapping[str, Sequence[Span]], clauses: Sequence[Clause] = ()
    ) -> dict[int, list[Span]]:
        """Where each slot is filled; `given` are the places of the numbers' placeholders (<折扣>, <时间>)."""
        starts, ends = {clause.start for clause in clauses}, {clause.end for clause in clauses}
        found: dict[int, list[Span]] = defaultdict(list)
        for index, letter in enumerate(text):
            shelf = self.by_first.get(letter)
            for word in shelf.at(text, index) if shelf else ():
                end = _stands(word, text, index, starts, ends)
                if end:
                    for slot in self.words[word]:
                        found[slot].append((index, end))
        for placeholder, spans in given.items():
            for slot in self.words.get(placeholder, ()):
                found[slot].extend(spans)
        return found

    def matches(self, found: Mapping[int, list[Span]], clauses: Sequence[Clause], length: int) -> Iterator[Match]:
        """Every frame whose slots are all filled near enough to one another."""
        place = clause_of(clauses, length)
        for slot in found:
            for frame in self.by_slot.get(slot, ()):
                if all(other in found for other in frame.slots):
                    for spans in self._fill(frame, found, clauses, place):
                        yield Match(frame, spans)

    def stopped(self, code: str, text: str, found: Mapping[int, list[Span]], start: int, end: int) -> Span | None:
        """The first word in start:end that stops the item, if there is one."""
        for frame in self.stops.get(code, ()):
            if any(slot not in found for slot in frame.slots):
                continue
            places = [
                next((s for s in found.get(slot, ()) if start <= s[0] and s[1] <= end and not _asks(text, s[0])), None)
                for slot in frame.slots
            ]
            if all(places):
                return places[0]
        return None

    @staticmethod
    def _fill(
        frame: Frame, found: Mapping[int, list[Span]], clauses: Sequence[Clause], place: Sequence[int]
    ) -> Iterator[tuple[Span, ...]]:
        tries = 0
        stack: list[tuple[Span, ...]] = [(span,) for span in reversed(found[frame.slots[0]])]
        while stack and tries < _TRIES:
            chosen = stack.pop()
            if len(chosen) == len(frame.slots):
                tries += 1
                yield chosen
                continue
            options = [
                (*chosen, span)
                for span in found[frame.slots[len(chosen)]]
                if _fits(frame, chosen, span, clauses, place)
            ]
            stack.extend(reversed(options))


def _stands(word: str, text: str, index: int, starts: AbstractSet[int], ends: AbstractSet[int]) -> int:
    """Where the word, whose letters are at `index`, ends (^ ties it to a clause's start, $ to its end), else 0."""
    if word[0] == "^" or word[-1] == "$":
        end = index + len(word.strip("^$"))
        tied = (word[0] == "^" and index not in starts) or (word[-1] == "$" and end not in ends)
        return 0 if tied else end
    part = len(word) == 1 and not COMPOUNDS.isdisjoint((text[index : index + 2], text[index - 1 : index + 1]))
    return 0 if part else index + len(word)


def clause_of(clauses: Sequence[Clause], length: int) -> list[int]:
    """For each place of the text the number of its clause (punctuation belongs to the clause before)."""
    place = [0] * (length + 1)
    for number, clause in enumerate(clauses):
        place[clause.start :] = [number] * (length + 1 - clause.start)
    return place


def _asks(text: str, start: int) -> bool:
    """Whether a word that begins with 不 belongs to a question of the form 方不方便."""
    return text[start : start + 1] == "不" and text[start - 1 : start] == text[start + 1 : start + 2]


def _fits(frame: Frame, chosen: tuple[Span, ...], span: Span, clauses: Sequence[Clause], place: Sequence[int]) -> bool:
    first, new = clauses[place[chosen[0][0]]], clauses[place[span[0]]]
    if first.sentence != new.sentence or (not frame.sentence_wide and first.breath != new.breath):
        return False
    if frame.ordered:
        gap = span[0] - chosen[-1][1]
        return 0 <= gap <= (_WIDE_GAP if frame.sentence_wide else _GAP)
    start = min(span[0], *(s for s, _ in chosen))
    end = max(span[1], *(e for _, e in chosen))
    return end - start <= _GROUP and all(span[1] <= s or e <= span[0] for s, e in chosen)
