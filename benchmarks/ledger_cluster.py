"""A PostgreSQL server of its own for a test or a benchmark: made, used, thrown away.

Finds the server's programs in PATH or where Debian puts them (package `postgresql`), makes a
cluster in a temporary folder and listens on a socket in it, and on nothing else. A server does
not run as root: then it runs as the user `postgres`, or `nobody` where there is none.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

INSTALL = "no PostgreSQL server here: install it (Debian: apt-get install postgresql)"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: its folder, and the programs' folder."""

    folder: Path
    programs: Path
    user: str | None

    def url(self, database: str = "postgres", *, schema: str | None = None) -> str:
        """Give the connection string of a database, or of one schema in it."""
        path = f" options='-c search_path={schema}'" if schema else ""
        return f"host={self.folder} port=5432 user=postgres dbname={database}{path}"

    def new_ledger(self, name: str) -> str:
        """Make an empty schema and give its connection string."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'CREATE SCHEMA "{name}"'.encode())
        return self.url(schema=name)

    def kill(self) -> None:
        """Kill a client's server process, and wait until the server has recovered from that."""
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(self.url(), autocommit=True) as connection,
        ):
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).fetchall()
            for (pid,) in rows[:1]:
                os.kill(pid, signal.SIGKILL)
            if not rows:
                raise LookupError("no client is connected whose server process could be killed")
            # The server ends every connection, ours too, before it recovers.
            while True:
                connection.execute("SELECT pg_sleep(0.005)")
        self.wait()

    def wait(self, seconds: float = 60) -> None:
        """Wait until the server answers."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                psycopg.connect(self.url()).close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return


def find_programs() -> Path | None:
    """Find the folder with the server's programs; None when no server is installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    # Newest first, by version number: 9.6 is older than 15.
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda p: float(p.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


@contextlib.contextmanager
def temporary_cluster() -> Iterator[Cluster]:
    """Run a server for the length of a block. Raises FileNotFoundError when none is installed."""
    programs = find_programs()
    if programs is None:
        raise FileNotFoundError(INSTALL)
    # Not in pytest's folders: only their owner may enter those, and their paths are too long
    # for a socket.
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    user = _server_user(folder)
    cluster = Cluster(folder, programs, user)
    try:
        subprocess.run(  # noqa: S603 - a program that find_programs found
            [
                programs / "initdb",
                *("--pgdata", folder / "data"),
                *("--username", "postgres", "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            user=user,
            cwd=folder,
        )
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(  # noqa: S603 - likewise
                [
                    programs / "postgres",
                    *("-D", folder / "data"),
                    *("-k", folder, "-h", "", "-p", "5432"),
                    *("-c", "shared_buffers=16MB", "-c", "max_connections=40"),
                ],
                stdout=log,
                stderr=log,
                user=user,
                cwd=folder,
            )
        try:
            cluster.wait()
            yield cluster
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server_user(folder: Path) -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    return user
