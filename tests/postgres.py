"""Finds the Postgres server that tests need, or starts one that is installed but stopped; without one, tests fail."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import psycopg
from psycopg import sql

NONE = (
    "These tests need a Postgres server and found none at 127.0.0.1:5432 (tried users root, postgres and your own, "
    "without a password). Start one, or name one with POSTGRES_TEST_URL=postgresql://user:password@host:port/postgres."
)


@cache
def server() -> str:
    """The address of a server on which databases can be made."""
    found = _answering() or (_start() and _answering())
    if not found:
        raise RuntimeError(NONE)
    return found


@contextmanager
def fresh_database() -> Iterator[str]:
    """The address of an empty database of its own, taken away afterwards."""
    name = f"duilian_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server().rpartition('/')[0]}/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _answering() -> str | None:
    named = os.environ.get("POSTGRES_TEST_URL")
    users = ("root", "postgres", getpass.getuser())
    for url in [named] if named else [f"postgresql://{user}@127.0.0.1:5432/postgres" for user in users]:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        return url
    return None


def _start() -> bool:
    """Start the first cluster that is installed and stopped; False if there is none to start."""
    if shutil.which("pg_lsclusters") is None:
        return False
    listed = subprocess.run(["pg_lsclusters", "--no-header"], capture_output=True, text=True, check=False)  # noqa: S607  (Debian's own command)
    for version, cluster, *_ in (line.split() for line in listed.stdout.splitlines()):
        start = ["pg_ctlcluster", "--skip-systemctl-redirect", version, cluster, "start"]
        if subprocess.run(start, capture_output=True, check=False).returncode == 0:  # noqa: S603  (names from Debian's own list)
            time.sleep(1.0)
            return True
    return False
