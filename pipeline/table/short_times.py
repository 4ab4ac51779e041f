"""Heads that tell times short, which only the line that they stand on tells: 年度 103 104, 22A 23A 24E, 1M 3M 12M."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.lexicon.characters import fold
from pipeline.lexicon.tables import head_role
from pipeline.model import Role
from pipeline.table.fields import Field, is_dated

_REPUBLICAN = re.compile(r"1[0-2]\d|[6-9]\d")
_RATED = re.compile(r"[12]\d\s?[AEFaef]")
_SPELL = re.compile(r"(?P<count>\d{1,2})\s?(?P<unit>[DWMY]|个月|個月)")
_ANY = re.compile(rf"2100|{_RATED.pattern}|\d\s?(?:[DWMY]|个月)")
_UNITS = {"D": "日", "W": "周", "M": "月", "Y": "年", "个月": "月", "個月": "月"}
_LEAST, _LEAST_UNTIMED = 2, 3  # heads that make years; where no 年度 stands before them


def republican(text: str) -> str:
    """What the head of a column of values says that is nothing but digits: a year of the republic.

    >>> republican("103"), republican("103年"), republican("2014")
    ('103年度', '103年', '2014')
    """
    return f"{text}年度" if _REPUBLICAN.fullmatch(text) else text


def is_rated_year(text: str) -> bool:
    """Say whether a head is a year of two digits with the letter of what is told of it: 23A, 24E."""
    return _RATED.fullmatch(text) is not None


def holds_time(text: str) -> bool:
    """Say whether a line may tell a time, in full or short: quick, before it is cut.

    >>> holds_time("22A 23A 24E"), holds_time("1M 3M"), holds_time("2018 2019"), holds_time("节电 35 万度")
    (True, True, True, False)
    """
    return is_dated(text) or _ANY.search(fold(text)) is not None


def in_full(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The cells of a line, with the times in full that stand in the order of the years on it, or side by side.

    Args:
        fields: The cells; their spans stay those of what is written.
    """
    names = 0
    while names < len(fields) and not fields[names].text[0].isdigit():
        names += 1
    heads = fields[names:]
    if len(heads) < _LEAST or not any(head.text[-1].isalpha() or len(head.text) <= len("103") for head in heads):
        return tuple(fields)
    said = [head.text for head in heads]
    for fits in (_years_of_the_republic, _rated_years, _spells):
        if told := fits([name.text for name in fields[:names]], said):
            return (*fields[:names], *(replace(head, text=text) for head, text in zip(heads, told, strict=True)))
    return tuple(fields)


def _years_of_the_republic(names: Sequence[str], heads: Sequence[str]) -> list[str] | None:
    roles = {head_role(name) for name in names}
    least = _LEAST if Role.TIME in roles else _LEAST_UNTIMED if Role.LABEL in roles else len(heads) + 1
    years = len(heads) >= least and all(map(_REPUBLICAN.fullmatch, heads)) and _in_order(heads, int)
    return list(map(republican, heads)) if years else None


def _rated_years(_: Sequence[str], heads: Sequence[str]) -> list[str] | None:
    years = all(map(_RATED.fullmatch, heads)) and _in_order(heads, lambda head: int(head[:2]))
    expected = any(head[-1] in "EFef" for head in heads)
    return [f"20{head}" for head in heads] if years and expected else None


def _spells(_: Sequence[str], heads: Sequence[str]) -> list[str] | None:
    found = [match for head in heads if (match := _SPELL.fullmatch(head))]
    return [f"近{match['count']}{_UNITS[match['unit']]}" for match in found] if len(found) == len(heads) else None


def _in_order(heads: Sequence[str], year: Callable[[str], int]) -> bool:
    steps = {year(after) - year(before) for before, after in pairwise(heads)}
    return steps in ({1}, {-1})
