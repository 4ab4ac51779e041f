"""JSON values as the types that annotations say, strictly: a file that a person or a merge has touched may hold any."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin


class UntypedError(ValueError):
    """A value is not of its type; the message says which."""


def typed(kind: Any, value: Any) -> Any:
    """The value as `kind`, which is read in one way only: no number is text, no truth a number, no field is extra.

    Args:
        kind: A dataclass, or what its fields may be annotated with: `str`, `int`, a `StrEnum`, `T | None`,
            `tuple[T, ...]`, `Mapping[str, T]`, or `object` for what is looked at elsewhere.
        value: What `json.loads` gave.

    Raises:
        UntypedError: It is not of that type.

    >>> typed(tuple[int, ...], [1, 2])
    (1, 2)
    >>> typed(int | None, True)
    Traceback (most recent call last):
    pipeline.dataset.typed.UntypedError: True is no int
    """
    if kind is object:
        return value
    arguments = get_args(kind)
    if isinstance(kind, UnionType):
        return None if value is None else typed(arguments[0], value)
    origin = get_origin(kind)
    if origin is tuple and type(value) is list:
        return tuple(typed(arguments[0], each) for each in value)
    if origin is Mapping and type(value) is dict:
        return {typed(str, name): _within(name, arguments[1], each) for name, each in value.items()}
    if is_dataclass(kind) and type(value) is dict:
        return _fields(kind, value)
    if origin is None and (type(value) is kind or issubclass(kind, StrEnum)):
        return _plain(kind, value)
    raise _unlike(kind, value)


def _fields(kind: Any, value: dict[str, Any]) -> Any:
    annotated = {field.name: field.type for field in fields(kind)}
    for name in sorted(annotated.keys() ^ value.keys()):
        raise UntypedError(f"the field {name!r} {'is missing' if name in annotated else 'is none of its fields'}")
    return kind(**{name: _within(name, each, value[name]) for name, each in annotated.items()})


def _within(name: str, kind: Any, value: Any) -> Any:
    try:
        return typed(kind, value)
    except UntypedError as error:
        raise UntypedError(f"{name}: {error}") from error


def _plain(kind: Any, value: Any) -> Any:
    try:
        if isinstance(value, str):
            value.encode()  # half of a surrogate pair, "\ud800", is JSON but no text
        return kind(value)
    except ValueError as error:
        raise _unlike(kind, value) from error


def _unlike(kind: Any, value: Any) -> UntypedError:
    shown = f"a {type(value).__name__}" if isinstance(value, dict | list) else repr(value)[:80]
    return UntypedError(f"{shown} is no {getattr(kind, '__name__', kind)}")
