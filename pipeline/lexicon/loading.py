"""The one way from a vocabulary file to records: read once, checked, with errors that name file and record.

Whoever has words of their own puts files of the same names into a folder, which `CASEBOOK_LEXICON` names: their records
stand before those of this folder, so that where the first one decides it is theirs.
"""

import os
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import LexiconError
from pipeline.lexicon import OWN
from pipeline.lexicon.kept import kept

Record = dict[str, Any]
Member = TypeVar("Member", bound=StrEnum)


@lru_cache(maxsize=64)
def load_records(file_name: str, table: str) -> tuple[Record, ...]:
    """Read the records `[[table]]` of a vocabulary file of this folder.

    Args:
        file_name: Name of the file, such as `headings.toml`.
        table: Name of the array of tables.

    Returns:
        The records in the order of the file. They are shared between callers: read, never change them.

    Raises:
        LexiconError: The file is missing or no TOML, or the table is missing, empty or no array of tables.

    >>> load_records("headings.toml", "mark")[0]["example"]
    '◎ 案例概述'
    """
    content = _load_file(file_name)
    records = content.get(table)
    if not isinstance(records, list) or not records or not all(isinstance(record, dict) for record in records):
        raise LexiconError(f"lexicon/{file_name} has no records [[{table}]]. Write each record under [[{table}]].")
    return tuple(records)


@lru_cache(maxsize=16)
def _load_file(file_name: str) -> Record:
    """Parse a vocabulary file."""
    place, then = files("pipeline.lexicon") / file_name, "Mend the file or install the package again"
    written = _bytes(place, then)
    content = kept(file_name, written, lambda: _parsed(written, file_name, then))
    added = _added(file_name)
    return {
        table: [*added.get(table, []), *records] if isinstance(records, list) else added.get(table, records)
        for table, records in content.items()
    }


def own_files() -> tuple[Path, ...]:
    """The files of words that somebody adds, by name; none where no folder is named.

    Raises:
        LexiconError: There is no such folder, or a file of it is called as none of this package is.
    """
    named = os.environ.get(OWN)
    if not named:
        return ()
    if not Path(named).is_dir():
        raise LexiconError(f"{named}, which --lexicon or {OWN} names, is no folder. Name one with .toml files")
    found = tuple(sorted(path for path in Path(named).iterdir() if path.suffix in {".toml", ".txt"}))
    for path in found:
        if not (files("pipeline.lexicon") / path.name).is_file():
            known = ", ".join(sorted(each.name for each in files("pipeline.lexicon").iterdir() if ".t" in each.name))
            raise LexiconError(f"{path} has a name that says nothing. Name it as one of {known}")
    return found


def lines(file_name: str) -> list[str]:
    """The lines of a list of words of this folder, and those that somebody adds behind them.

    Args:
        file_name: Name of the file, such as `segmentation.txt`.
    """
    places = [files("pipeline.lexicon") / file_name, *(path for path in own_files() if path.name == file_name)]
    return [line for place in places for line in place.read_text(encoding="utf-8").splitlines()]


def _added(file_name: str) -> Record:
    own = next((path for path in own_files() if path.name == file_name), None)
    return {} if own is None else _parsed(_bytes(own, "Mend it"), file_name, "Mend it")


def _bytes(place: Traversable, then: str) -> bytes:
    try:
        return place.read_bytes()
    except OSError as error:
        raise LexiconError(f"lexicon/{place.name} cannot be read: {error}. {then}.") from error


def _parsed(written: bytes, name: str, then: str) -> Record:
    try:
        return tomllib.loads(written.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"lexicon/{name} cannot be read: {error}. {then}.") from error


def check_records(
    file_name: str, table: str, *, required: Mapping[str, type], optional: Mapping[str, type]
) -> tuple[Record, ...]:
    """Read the records `[[table]]` and check the keys of each and the types of their values.

    Args:
        file_name: Name of the file.
        table: Name of the array of tables.
        required: Type of each key that must be there; `list` stands for a list of strings.
        optional: Type of each key that may be there.

    Returns:
        The records, as `load_records` gives them.

    Raises:
        LexiconError: A key is missing, unknown, of another type, or an empty string or list.
    """
    records = load_records(file_name, table)
    known = {**required, **optional}
    for number, record in enumerate(records, start=1):
        problem = _problem(record, required, known)
        if problem:
            raise LexiconError(f"lexicon/{file_name}, [[{table}]] no. {number} {_name(record)}: {problem}")
    return records


def read_macros(file_name: str) -> dict[str, str]:
    """The patterns `[[macro]]` of a vocabulary file that stand for `{name}` in others, by name."""
    records = check_records(file_name, "macro", required={"name": str, "pattern": str}, optional={})
    return {record["name"]: record["pattern"] for record in records}


def fill(pattern: str, macros: Mapping[str, str]) -> str:
    r"""A pattern with macros filled in.

    >>> fill(r"{day}\s?日", {"day": r"\d+"})
    '(?:\\d+)\\s?日'
    """
    for name, macro in macros.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{macro})")
    return pattern


def read_member(file_name: str, record: Record, key: str, members: type[Member]) -> Member:
    """Read the value of `key` as a member of a closed set.

    Args:
        file_name: Name of the file, for the message.
        record: The record, with a string under `key`.
        key: Key of the value.
        members: The closed set.

    Returns:
        The member.

    Raises:
        LexiconError: The value is no member.
    """
    try:
        return members(record[key])
    except ValueError as error:
        known = ", ".join(members)
        message = f"lexicon/{file_name} {_name(record)}: {key} {record[key]!r} is none of {known}."
        raise LexiconError(message) from error


def _problem(record: Record, required: Mapping[str, type], known: Mapping[str, type]) -> str | None:
    """Say what is wrong with a record, or None."""
    missing = sorted(required.keys() - record.keys())
    if missing:
        return f"{', '.join(missing)} missing. Add it."
    for key, value in record.items():
        expected = known.get(key)
        if expected is None:
            return f"unknown key {key!r}. Known keys: {', '.join(sorted(known))}."
        # bool is an int in Python, but `true` is no number in a vocabulary.
        if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
            return f"{key} must be {expected.__name__}, not {type(value).__name__}."
        if value in ("", []):
            return f"{key} is empty. Give it a value or leave the key out."
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            return f"{key} must hold strings only."
    return None


def _name(record: Record) -> str:
    """Give a record a name a person finds it by: its first string."""
    return next((f"({value})" for value in record.values() if isinstance(value, str)), "(no text)")
