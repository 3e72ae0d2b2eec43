"""Sharing through a real PostgreSQL server, where one is installed: rights, and a server that dies in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.practice.exchange.carriers.carrier import CarrierAway, NotAllowed, Part
from migdesk.practice.exchange.carriers.postgresql import PostgresqlCarrier, address_words, script
from migdesk.practice.exchange.segment_names import SUFFIX
from practice.exchange.desks import Desk
from practice.exchange.postgresql_server import Server, programs_folder
from support import MANAGER, PARTNER, PRACTICE, practice_set, task_set

psycopg = pytest.importorskip("psycopg")
PROGRAMS = programs_folder()
pytestmark = pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not on this computer")
PART = Part("joan", f"{PRACTICE}.{'0' * 32}{SUFFIX}", "4")


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    assert PROGRAMS is not None
    server = Server(PROGRAMS)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def server(running: Server) -> Server:
    """The server with an empty database and the roles of two organisations, which were granted nothing yet."""
    running.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO public;")
    running.execute("DROP ROLE IF EXISTS elm, ash, partner, stranger;")
    running.execute(script())
    running.execute("CREATE ROLE elm LOGIN IN ROLE migdesk_member; CREATE ROLE ash LOGIN IN ROLE migdesk_member;")
    running.execute("CREATE ROLE partner LOGIN IN ROLE migdesk_member; CREATE ROLE stranger LOGIN;")
    return running


def desk(name: str, server: Server, role: str, practices: tuple[str, ...] = (PRACTICE,)) -> Desk:
    carrier = PostgresqlCarrier(server.location(role))
    return Desk(name, Path("nowhere"), PARTNER if role == "partner" else MANAGER, practices=practices, carrier=carrier)


def test_two_places_share_a_practice(server: Server) -> None:
    server.execute("INSERT INTO migdesk_grant VALUES ('elm', 'p1'), ('partner', '*');")
    joan, kim = desk("joan", server, "elm"), desk("kim", server, "partner", ())
    joan.record(practice_set(name="Elm"))
    assert joan.look().sent == 1
    assert kim.look().taken == 1
    kim.record(task_set("t", owner="Bob"))
    kim.look()
    assert joan.look().taken == 1
    assert joan.rows().keys() == kim.rows().keys()
    assert (joan.look().taken, kim.look().sent) == (0, 0)
    for each in (joan, kim):
        each.carrier.close()


def test_a_role_sees_and_adds_to_what_it_was_granted_alone(server: Server) -> None:
    server.execute("INSERT INTO migdesk_grant VALUES ('elm', 'p1'), ('ash', 'p2');")
    with (
        closing(PostgresqlCarrier(server.location("elm"))) as elm,
        closing(PostgresqlCarrier(server.location("ash"))) as ash,
    ):
        elm.add(PART, b"part")
        assert elm.listing().parts == (PART,)
        assert ash.listing().parts == ()
        with pytest.raises(NotAllowed):
            ash.add(Part("lee", PART.name), b"forged")
        ash.withdraw(PART)
        assert elm.read(PART) == b"part"
    with closing(psycopg.connect(server.location("elm"), autocommit=True)) as connection:
        for statement in ("UPDATE migdesk_part SET content = 'x'", "UPDATE migdesk_grant SET practice = '*'"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(
                "INSERT INTO migdesk_part (place, name, content, added_by) VALUES ('a', 'p1.a', '', 'ash')"
            )


def test_what_is_not_granted_is_told_and_kept(server: Server) -> None:
    server.execute("INSERT INTO migdesk_grant VALUES ('elm', 'p1');")
    joan = desk("joan", server, "elm", (PRACTICE, "p2"))
    for practice in (PRACTICE, "p2"):
        joan.record(practice_set(name="Elm"), practice)
    looked = joan.look()
    assert looked.sent == 1
    assert "practice p2 were not sent" in looked.refused[0]
    server.execute("INSERT INTO migdesk_grant VALUES ('elm', 'p2');")
    assert joan.look().sent == 1
    joan.carrier.close()


def test_a_server_that_was_killed_loses_nothing(server: Server) -> None:
    server.execute("INSERT INTO migdesk_grant VALUES ('elm', 'p1'), ('partner', '*');")
    joan = desk("joan", server, "elm")
    joan.record(practice_set(name="Elm"))
    joan.look()
    server.kill()
    joan.record(task_set("t", owner="Ann"))
    with pytest.raises(CarrierAway, match="cannot be used just now"):
        joan.look()
    with pytest.raises(CarrierAway):
        PostgresqlCarrier(server.location("elm"))
    assert len(joan.rows()) == 2
    server.start()
    joan.carrier = PostgresqlCarrier(server.location("elm"))
    assert joan.look().sent == 1
    kim = desk("kim", server, "partner", ())
    assert kim.look().taken == 2
    for each in (joan, kim):
        each.carrier.close()


def test_its_table_is_made_where_the_role_may(server: Server) -> None:
    server.execute("DROP TABLE migdesk_part, migdesk_grant;")
    with pytest.raises(UserError, match="migdesk share script"):
        PostgresqlCarrier(server.location("stranger"))
    with closing(PostgresqlCarrier(server.location())) as carrier:
        carrier.add(PART, b"part")
        carrier.add(PART, b"trap")
        assert carrier.read(PART) == b"part"
    with (
        closing(PostgresqlCarrier(server.location("stranger"))) as carrier,
        pytest.raises(UserError, match="does not let this role"),
    ):
        carrier.listing()


def test_an_address_is_shown_without_its_password() -> None:
    shown = address_words("postgresql://elm:secret@db.example:5433/migdesk?sslmode=verify-full&password=secret")
    assert shown == "postgresql://elm@db.example:5433/migdesk"
