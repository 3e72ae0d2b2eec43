"""A PostgreSQL database as a carrier, for an organisation whose IT runs one: one table of parts that nobody changes.

`psycopg` belongs to the extra `migdesk[hub]` and is imported nowhere else. Who may see which practice is the
database's own affair, by `resources/share/postgresql.sql`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from migdesk.base.assets import resources_folder
from migdesk.base.errors import UserError
from migdesk.practice.exchange.carriers.carrier import (
    KEY_NAME,
    MOST_PART_BYTES,
    MOST_PARTS,
    CarrierAway,
    Listing,
    NotAllowed,
    NotArrived,
    Part,
)
from migdesk.practice.exchange.segment_names import FILE_SUFFIX, SUFFIX

if TYPE_CHECKING:
    import psycopg

_CONNECT_SECONDS, _STATEMENT_SECONDS = 5, 60
_NO_DRIVER = (
    "Sharing through a database needs the extra migdesk[hub], which the installed program does not bring: install"
    " migdesk with “pip install migdesk[hub]”, or share a folder."
)


def script() -> str:
    """Return the SQL that makes what a share needs in a database."""
    return (resources_folder() / "share" / "postgresql.sql").read_text(encoding="utf-8")


def address_words(location: str) -> str:
    """Return the address of a database without what is secret in it."""
    try:
        parts = urlsplit(location)
        who = f"{parts.username}@" if parts.username else ""
        return f"{parts.scheme}://{who}{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"
    except ValueError:
        return "postgresql://"


class PostgresqlCarrier:
    """A connection to the database, which makes its table there if it is missing and may be made."""

    def __init__(self, location: str) -> None:
        """`location` is a connection URI as libpq reads it; what it leaves out comes from libpq's own settings.

        Raises UserError where the driver, the table or the right to make it is missing, and CarrierAway.
        """
        self.words = address_words(location)
        try:
            import psycopg
        except ImportError:
            raise UserError(_NO_DRIVER) from None
        self._psycopg = psycopg
        with self._faults():
            self._connection: psycopg.Connection[Any] = psycopg.connect(
                location,
                autocommit=True,
                connect_timeout=_CONNECT_SECONDS,
                application_name="migdesk",
                options=f"-c statement_timeout={_STATEMENT_SECONDS}s",
            )
        try:
            self._make_table()
        except BaseException:
            self.close()
            raise

    def listing(self) -> Listing:
        rows = self._rows("SELECT place, name, size FROM migdesk_part ORDER BY place, name LIMIT %s", (MOST_PARTS + 1,))
        if len(rows) > MOST_PARTS:
            raise CarrierAway(f"{self.words} holds more than {MOST_PARTS:,} parts, which no migration makes.")
        parts = [Part(place, name, str(size)) for place, name, size in rows]
        return Listing(
            parts=tuple(part for part in parts if part.place and part.name.endswith(SUFFIX)),
            files=tuple(part for part in parts if part.place and part.name.endswith(FILE_SUFFIX)),
            keys=tuple(part for part in parts if not part.place and part.name == KEY_NAME),
        )

    def read(self, part: Part) -> bytes:
        query = "SELECT content FROM migdesk_part WHERE place = %s AND name = %s AND size <= %s"
        rows = self._rows(query, (part.place, part.name, MOST_PART_BYTES))
        if not rows:
            raise NotArrived("is not there any more")
        return bytes(rows[0][0])

    def add(self, part: Part, data: bytes) -> None:
        """Add a part, for good or not at all. Raises NotAllowed where the role was not granted its practice."""
        with self._faults():
            try:
                self._connection.execute(
                    "INSERT INTO migdesk_part (place, name, content) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                    (part.place, part.name, data),
                )
            except self._psycopg.errors.InsufficientPrivilege:
                raise NotAllowed(f"{self.words} does not let this role add to it") from None

    def withdraw(self, part: Part) -> None:
        with self._faults():
            self._connection.execute("DELETE FROM migdesk_part WHERE place = %s AND name = %s", (part.place, part.name))

    def close(self) -> None:
        self._connection.close()

    def _make_table(self) -> None:
        if self._rows("SELECT to_regclass('migdesk_part')", ())[0][0] is not None:
            return
        with self._faults():
            try:
                self._connection.execute(script())  # type: ignore[arg-type, unused-ignore]  # no text of anybody's
            except self._psycopg.errors.InsufficientPrivilege:
                raise UserError(
                    f"{self.words} has no table for migdesk yet, and this role may not make it. “migdesk share script”"
                    " prints what an administrator of the database runs once."
                ) from None

    def _rows(self, query: str, values: tuple[object, ...]) -> list[Any]:
        with self._faults():
            return self._connection.execute(query, values).fetchall()  # type: ignore[arg-type, no-any-return, unused-ignore]

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what the driver raises into what a person is told. A password is never in it."""
        try:
            yield
        except self._psycopg.errors.InsufficientPrivilege as error:
            raise UserError(
                f"{self.words} does not let this role read what is shared: ask its administrator for the rights that"
                " “migdesk share script” describes."
            ) from error
        except self._psycopg.Error as error:
            why = " ".join(str(error).split())[:200].rstrip(".")
            raise CarrierAway(
                f"The database {self.words} cannot be used just now: {why}. Nothing was lost; what was recorded here"
                " is sent once it is back."
            ) from error
