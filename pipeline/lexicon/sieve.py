r"""What a text must hold for a pattern to be found in it: one look at its characters spares most searches.

`(?:减少|节约)(?!型)\s?用煤` is found only in a text that holds 煤, whatever else it asks for. Of the characters that a
match must hold those are looked for that texts hold most rarely.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_MOST = 60  # characters of a class that are worth a look
_COMMON, _RARE = 100, 1  # how much more often texts hold a digit than a character that no list of frequent ones has
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_CODES = {"x": 2, "u": 4, "U": 8}

Characters = frozenset[str]
_UNKNOWN: Characters = frozenset()


def needed(pattern: str) -> Characters:
    r"""What a match of a pattern makes its text hold: at least one of these; nothing where that is not known.

    >>> sorted(needed(r"\d+年|节约(?:用电)?"))
    ['年', '节']
    """
    if "(?i" in pattern or "(?x" in pattern:
        return _UNKNOWN
    return _Pattern(pattern).alternatives()


class Sieve:
    r"""Some patterns, and which of them a text may hold.

    >>> sieve = Sieve(["节约(?:用电)?", r"\d+年", r"\d+"])
    >>> sieve.called("用电节约"), sieve.called("用电")
    (frozenset({0, 2}), frozenset({2}))
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        """Asks what each pattern needs.

        Args:
            patterns: The patterns; an empty one is found in every text.
        """
        always: set[int] = set()
        self._by_character: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            characters = needed(pattern)
            if not characters:
                always.add(number)
            for character in characters:
                self._by_character.setdefault(character, []).append(number)
        self._always = frozenset(always)
        self._held = re.compile(f"[{re.escape(''.join(self._by_character))}]" if self._by_character else "(?!)").findall

    def called(self, text: str) -> frozenset[int]:
        """The numbers of the patterns that may be found in a text."""
        held = self._held(text)
        return self._always.union(*[self._by_character[character] for character in set(held)]) if held else self._always


@cache
def _weights() -> dict[str, int]:
    """How often texts hold a character, roughly: digits and marks as often as any."""
    listed = (files("pipeline.lexicon") / "frequent_characters.txt").read_text(encoding="utf-8").splitlines()
    frequent = "".join(line for line in listed if not line.startswith("#"))
    ranked = {character: _COMMON // (2 + rank // 10) for rank, character in enumerate(frequent)}
    return {**ranked, **dict.fromkeys(" ,.，。、：()-0123456789年", _COMMON)}


def _weight(characters: Characters) -> int:
    weights = _weights()
    return sum(weights.get(character, _RARE) for character in characters)


class _Pattern:
    """A pattern read from left to right, as far as it matters here; what is not understood needs nothing."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> Characters:
        """What any of the branches needs, up to the bracket that closes them; nothing where one needs nothing."""
        branches = [self._sequence()]
        while self._takes("|"):
            branches.append(self._sequence())
        return _UNKNOWN.union(*branches) if all(branches) else _UNKNOWN

    def _sequence(self) -> Characters:
        needs: list[Characters] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            part = self._item()
            if self._is_wanted() and part:
                needs.append(part)
        return min(needs, key=_weight, default=_UNKNOWN)

    def _item(self) -> Characters:
        character = self._next()
        if character == "(":
            return self._group()
        if character == "[":
            return self._class()
        if character == "\\":
            return self._escaped()
        return _UNKNOWN if character in "^$." else frozenset(character)

    def _group(self) -> Characters:
        opening = ""
        if self._takes("?"):
            opening = self._next()
            if opening == "<" and self._pattern[self._at] in "=!":
                opening = self._next()
            elif opening == "<" or (opening == "P" and self._takes("<")):
                self._until(">")
            elif opening == "P":  # (?P=name) says again what another group has taken
                self._until(")")
                return _UNKNOWN
        inside = self.alternatives()
        self._takes(")")
        return _UNKNOWN if opening == "!" else inside  # what is looked for ahead or behind stands in the text too

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
        members = _UNKNOWN.union(*found)
        return members if all(found) and not negative and len(members) <= _MOST else _UNKNOWN

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
        return _UNKNOWN if character.isalnum() else frozenset(character)  # \d, \s, \b and their like

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
