"""Every store for the tests of this folder."""

from __future__ import annotations

from tests.stores import clock, database, postgres_url, store

__all__ = ["clock", "database", "postgres_url", "store"]
