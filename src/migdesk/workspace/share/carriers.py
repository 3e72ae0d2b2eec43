"""Which carrier a share's location means."""

from __future__ import annotations

from pathlib import Path

from migdesk.base.errors import UserError
from migdesk.base.paths import whole_path
from migdesk.practice.exchange.carriers.carrier import Carrier, CarrierAway
from migdesk.practice.exchange.carriers.folder import FolderCarrier

_DATABASE = ("postgresql://", "postgres://")


def is_database(location: str) -> bool:
    """Tell whether a location is the address of a database."""
    return location.startswith(_DATABASE)


def words_of(location: str) -> str:
    """Return a location as it can be shown: without what is secret in an address."""
    if not is_database(location):
        return location
    from migdesk.practice.exchange.carriers.postgresql import address_words

    return address_words(location)


def location_of(typed: str, data_folder: Path) -> str:
    """Return a location as it is kept. Raises UserError for a folder that cannot be shared, or is not there."""
    if is_database(typed):
        return typed
    folder = whole_path(typed)
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}. Make it first, where your service for files synchronises it.")
    if folder.is_relative_to(data_folder) or data_folder.is_relative_to(folder):
        raise UserError(
            f"{folder} and the data folder {data_folder} lie one in the other. The record itself must never lie in a"
            " shared folder: choose another."
        )
    return str(folder)


def carrier_of(location: str) -> Carrier:
    """Return what carries a share's parts. Raises CarrierAway and UserError where a database cannot be used."""
    if is_database(location):
        from migdesk.practice.exchange.carriers.postgresql import PostgresqlCarrier

        return PostgresqlCarrier(location)
    folder = Path(location)
    if not folder.is_dir():
        raise CarrierAway(
            f"The shared folder {folder} is not there just now. Nothing was lost; what was recorded here is sent once"
            " it is back."
        )
    return FolderCarrier(folder)
