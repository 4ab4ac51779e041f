r"""What a text must hold for a pattern to be found in it: one look at its characters spares most searches.

`(?:减少|节约)(?!型)\s?用煤|\d季` is found only in a text that holds 减, 少, 用 and 煤, or 节, 约, 用 and 煤, or a digit
and 季.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, reduce
from importlib.resources import files
from operator import or_
from pathlib import Path
from typing import TypeVar

from pipeline.lexicon.kept import kept

_MOST_MEMBERS, _MOST_WAYS = 120, 64  # characters of a class, and ways to match a sequence, that are told apart
_COMMON, _RARE = 100, 1  # how much more often texts hold a digit than a character that no list of frequent ones has
_NEAR = 64  # texts: one is asked for several times in a row
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_CODES = {"x": 2, "u": 4, "U": 8}
_MORE_CASES = "\u212aſ"  # the sign of the kelvin, the long s

Sifted = TypeVar("Sifted")

Characters = frozenset[str]  # of which a text must hold one
Way = frozenset[Characters]  # all of which a match makes its text hold
Ways = frozenset[Way]  # in one of which a match is made
_UNKNOWN: Characters = frozenset()
_NOTHING: Way = frozenset()
_ANYHOW: Ways = frozenset({_NOTHING})
_DIGITS: Characters = frozenset("0123456789")


def needed(pattern: str) -> Ways:
    r"""What a match of a pattern makes its text hold.

    >>> sorted(sorted(map(sorted, way)) for way in needed(r"(?:[两三]年|季)度"))
    [[['三', '两'], ['年'], ['度']], [['季'], ['度']]]
    """
    if "(?i)" in pattern or "(?x" in pattern:
        return _ANYHOW
    return _Pattern(pattern).alternatives()


def sifted(name: str, records: Iterable[Sifted], pattern: Callable[[Sifted], str]) -> Callable[[str], list[Sifted]]:
    """Ask of a text which of some records it may hold, in their order: most texts hold none.

    Args:
        name: What to keep under what the patterns need: another name for each part of the lexicon.
        records: The records.
        pattern: Gives the pattern of a record.
    """
    asked = tuple(records)
    sieve = Sieve.of(name, map(pattern, asked))
    return lambda text: [asked[number] for number in sieve.called(text)]


class Sieve:
    r"""Some patterns, and which of them a text may hold.

    Each way of each pattern is a row of bits in one large number, a bit for each thing it needs and a bit above them.
    The characters of a text set the bits of what they are; in a row that is full, one more at its foot sets the bit
    above.

    >>> sieve = Sieve(["节约(?:用电)?", r"\d+年", r"\d+"])
    >>> sieve.called("用电节约"), sieve.called("3 年"), sieve.called("3 年", sieve.rows({0, 2}))
    ([0], [1, 2], [2])
    """

    def __init__(self, patterns: Iterable[str], needs: Callable[[str], Ways] = needed) -> None:
        """Asks what each pattern needs.

        Args:
            patterns: The patterns; an empty one is found in every text.
            needs: Says what a pattern needs.
        """
        self._bits = _Bits()
        rare: list[Characters] = []
        self._feet = height = 0
        self._rows: dict[int, int] = {}
        self._by_height: dict[int, tuple[int, int]] = {}
        for number, pattern in reversed(tuple(enumerate(patterns))):
            self._rows[number] = 0
            below = (1 << height) - 1
            for way in needs(pattern):
                rare.append(min(way, key=_weight, default=_UNKNOWN))
                self._feet |= 1 << height
                for characters in way:
                    for character in characters:
                        self._bits[character] |= 1 << height
                    height += 1
                self._rows[number] |= 1 << height
                height += 1
                self._by_height[height] = number, below
        # a text without any of these, the rarest of what each way needs, need not be looked at character by character
        least = _UNKNOWN.union(*rare)
        self._least = least if all(rare) and least.isdisjoint(_DIGITS) else None
        self._all = self.rows(self._rows)
        self._held = lru_cache(maxsize=_NEAR)(self._holding)

    @classmethod
    def of(cls, name: str, patterns: Iterable[str]) -> "Sieve":
        """The sieve of one part of the lexicon.

        Args:
            name: What to keep under what the patterns need: another name for each part.
            patterns: The patterns.
        """
        sifted = tuple(patterns)
        made_of = "\0".join((_source(), _frequent(), *sifted)).encode()
        return cls(sifted, kept(f"sieve-{name}", made_of, lambda: {each: needed(each) for each in sifted}).__getitem__)

    def rows(self, numbers: Iterable[int]) -> int:
        """The rows of some patterns, to be called alone."""
        return reduce(or_, map(self._rows.__getitem__, numbers), 0)

    def _holding(self, text: str) -> int:
        """All that a text holds of what is needed."""
        if self._least is not None and self._least.isdisjoint(text):
            return 0
        return reduce(or_, filter(None, map(self._bits.__getitem__, set(text))), 0)

    def called(self, text: str, rows: int | None = None) -> list[int]:
        """The numbers of the patterns that may be found in a text, in order: of all, or of those with some rows."""
        full = self._held(text) + self._feet & (self._all if rows is None else rows)
        called = []
        while full:
            number, below = self._by_height[full.bit_length()]
            called.append(number)
            full &= below
        return called


class _Bits(dict[str, int]):
    """What each character is of all that is needed; a digit of another script is a digit."""

    def __missing__(self, character: str) -> int:
        digit = unicodedata.decimal(character, None)
        bits = self[character] = 0 if digit is None or character in _DIGITS else self[str(digit)]
        return bits


@cache
def _source() -> str:
    """What is written here, on which depends what a pattern is found to need."""
    return Path(__file__).read_text(encoding="utf-8")


@cache
def _frequent() -> str:
    return (files("pipeline.lexicon") / "frequent_characters.txt").read_text(encoding="utf-8")


@cache
def _weights() -> dict[str, int]:
    """How often texts hold a character, roughly: digits and marks as often as any."""
    frequent = "".join(line for line in _frequent().splitlines() if not line.startswith("#"))
    ranked = {character: _COMMON // (2 + rank // 10) for rank, character in enumerate(frequent)}
    return {**ranked, **dict.fromkeys(" ,.，。、：()-0123456789年", _COMMON)}


def _weight(characters: Characters) -> int:
    weights = _weights()
    return sum(weights.get(character, _RARE) for character in characters)


def _one_of(characters: Characters) -> Ways:
    return frozenset({frozenset({characters})}) if characters else _ANYHOW


def _both(some: Ways, others: Ways) -> Ways:
    """What a match needs that has two parts."""
    if len(some) * len(others) > _MOST_WAYS:
        others = _rarest(others)
    if len(some) * len(others) > _MOST_WAYS:
        some = _rarest(some)
    return frozenset(one | other for one in some for other in others)


def _rarest(ways: Ways) -> Ways:
    """Less than what some ways need, in one: of each only the characters that texts hold most rarely."""
    return _one_of(_UNKNOWN.union(*(min(way, key=_weight) for way in ways))) if all(ways) else _ANYHOW


def _either(ways: Ways) -> Ways:
    """The same ways, those that need but one thing in one: 节 or 约 is a character of two."""
    if _NOTHING in ways:
        return _ANYHOW
    single = frozenset(way for way in ways if len(way) == 1)
    return ways - single | _rarest(single) if single else ways


class _Pattern:
    """A pattern read from left to right, as far as it matters here; what is not understood needs nothing."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._any_case = False

    def alternatives(self) -> Ways:
        """What any of the branches needs, up to the bracket that closes them."""
        ways = self._sequence()
        while self._takes("|"):
            ways |= self._sequence()
        return _either(ways)

    def _sequence(self) -> Ways:
        needs = _ANYHOW
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            part = self._item()
            if self._is_wanted():
                needs = _both(needs, part)
        return needs

    def _item(self) -> Ways:
        character = self._next()
        if character == "(":
            return self._group()
        if character == "[":
            return _one_of(self._class())
        if character == "\\":
            return _one_of(self._in_any_case(self._escaped()))
        return _ANYHOW if character in "^$." else _one_of(self._in_any_case(frozenset(character)))

    def _group(self) -> Ways:
        opening, any_case = "", self._any_case
        if self._takes("?"):
            opening = self._next()
            if opening == "i":
                self._any_case = True
                self._until(":")
            if opening == "<" and self._pattern[self._at] in "=!":
                opening = self._next()
            elif opening == "<" or (opening == "P" and self._takes("<")):
                self._until(">")
            elif opening == "P":  # (?P=name) says again what another group has taken
                self._until(")")
                return _ANYHOW
        inside = self.alternatives()
        self._any_case = any_case
        self._takes(")")
        return _ANYHOW if opening == "!" else inside  # what is looked for ahead or behind stands in the text too

    def _class(self) -> Characters:
        negative = self._takes("^")
        begun = self._at
        found: list[Characters] = []
        while self._at < len(self._pattern) and (self._pattern[self._at] != "]" or self._at == begun):
            member = self._member()
            if self._pattern[self._at] == "-" and self._pattern[self._at + 1] != "]":
                self._at += 1
                last = self._member()
                member = frozenset(map(chr, range(ord(min(member)), ord(min(last)) + 1)))
            found.append(member)
        self._takes("]")
        members = self._in_any_case(_UNKNOWN.union(*found))
        return members if all(found) and not negative and len(members) <= _MOST_MEMBERS else _UNKNOWN

    def _member(self) -> Characters:
        character = self._next()
        return self._escaped() if character == "\\" else frozenset(character)

    def _escaped(self) -> Characters:
        character = self._next()
        if character in "pP":
            self._until("}")
        if character in _CODES:
            end = self._at + _CODES[character]
            code, self._at = self._pattern[self._at : end], end
            return frozenset(chr(int(code, 16)))
        if character in _CONTROLS:
            return frozenset(_CONTROLS[character])
        if character == "d":
            return _DIGITS
        return _UNKNOWN if character.isalnum() else frozenset(character)  # \s, \b and their like

    def _in_any_case(self, characters: Characters) -> Characters:
        """Small and capital letters where case is ignored: of k and s there are three."""
        if not self._any_case:
            return characters
        like = {character.casefold() for character in characters}
        cases = (case for each in characters for case in (each, each.lower(), each.upper(), *_MORE_CASES))
        return frozenset(case for case in cases if case.casefold() in like)

    def _is_wanted(self) -> bool:
        """Whether the part before stands at least once."""
        if self._takes("?") or self._takes("*"):
            wanted = False
        elif self._pattern.startswith("{", self._at) and self._pattern[self._at + 1 : self._at + 2].isdigit():
            self._at += 1
            wanted = int(self._until("}").partition(",")[0]) > 0
        elif self._takes("+"):
            wanted = True
        else:
            return True
        if not self._takes("+"):  # possessive, or lazy
            self._takes("?")
        return wanted

    def _next(self) -> str:
        self._at += 1
        return self._pattern[self._at - 1]

    def _takes(self, character: str) -> bool:
        taken = self._pattern.startswith(character, self._at)
        self._at += taken
        return taken

    def _until(self, character: str) -> str:
        end = self._pattern.index(character, self._at)
        stretch, self._at = self._pattern[self._at : end], end + 1
        return stretch
