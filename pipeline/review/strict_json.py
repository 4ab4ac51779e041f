"""JSON of unknown origin, read so that what is accepted can be stored and read back equal."""

import json
from collections.abc import Iterable
from typing import Any, NoReturn

_EXACT_DIGITS = 15  # of a float64


def decoded(text: str) -> Any:
    r"""The value of a JSON text, if it can be meant in one way only and written again.

    Raises:
        ValueError: It is no JSON, or is nested too deep, or has a name twice in one object, a number that JSON does
            not have, or half of a character.

    >>> decoded('{"note": "见\\u2028表头"}')
    {'note': '见\u2028表头'}
    >>> decoded('{"note": "a", "note": "b"}')
    Traceback (most recent call last):
    ValueError: "note" stands twice in one object
    """
    try:
        return json.loads(text, parse_int=_number, parse_constant=_refuse, object_pairs_hook=_object)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def _number(digits: str) -> int | float:
    """A whole number, or where it has more digits than a column holds, as every reader of the column has it."""
    return int(digits) if len(digits) <= _EXACT_DIGITS else float(digits)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f'"{name}" stands twice in one object')
        if not all(_is_whole(text) for text in (name, value) if isinstance(text, str)):
            raise ValueError("a text in it holds half of a character, a lone surrogate")
        found[name] = value
    return found


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
