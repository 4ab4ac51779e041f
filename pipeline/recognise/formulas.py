r"""Units in the TeX that the recognition of print leaves: $10\%$, $15\mathrm{KW}$, 100\mathrm{m}^{3}/$天."""

from dataclasses import replace

import regex

from pipeline.model import QuantityKind, UnitReading
from pipeline.recognise.attach import COUNT, Attached, attach
from pipeline.recognise.grammar import Numeral, closes_formula
from pipeline.recognise.trie import following
from pipeline.recognise.units import match_unit

_BEGINS = frozenset("\\{^~$")
_UNIT = regex.compile(
    r"\s?(?=[\\{^]|~\\|[A-Za-z]{1,4}\s?\^)(?:\\(?:mathrm|mathbf|mathit|mathsf|operatorname|text|textrm|rm|circ|degree|mu|Omega|cdot)(?![A-Za-z])"
    r"|\\[%,;:! ]|[{}^~·/%°]|[A-Za-z]{1,8}|\d{1,2}| (?=[\\{}^/A-Za-z\d%])){1,40}+"
    r"(?:(?<=/)\$\s?(?:小时|\p{Han})|\$\s?/\s?(?:小时|\p{Han}))?"
)
_COMMAND = regex.compile(r"\\(circ|degree|mu|Omega|cdot)|\\[A-Za-z]+|\\[,;:! ]|[\\{}^~$ ]")
_NAMED = regex.compile(r"[^\d/]")
_WRITTEN = {"circ": "°", "degree": "°", "mu": "μ", "Omega": "Ω", "cdot": "·"}
_SHORT = 6
# $10-20\%$, $ 35.6 \% $: what stands behind the digits shows that $ opens a formula; $5-$10 are dollars
_OPENS = regex.compile(r"[\d.,~-]*+\s?(?:\{,\}[\d.,]++)*+(?:[\\{^]|\$(?!\s?\d))")


def in_formula(numeral: Numeral, text: str) -> Attached | None:
    r"""Find the unit of a number that stands in a formula.

    Args:
        numeral: The number.
        text: Folded text.

    Returns:
        Its unit, of kind `OTHER` and code `1` where the formula names one that no record knows, a
        count where it names none; None where the number stands in no formula.
    """
    end = numeral.end
    if following(text, end) not in _BEGINS and "^" not in text[end : end + _SHORT]:
        return None
    if text[end : end + 1] == "$":
        if not closes_formula(text, numeral.start):
            return None
        closed = attach(text, end + 1)
        return (
            Attached(COUNT, end) if closed is None or closed.reading.kind is QuantityKind.TIME else closed
        )  # $2020$年
    match = _UNIT.match(text, end)
    if match is None:
        return None
    written = _COMMAND.sub(lambda command: _WRITTEN.get(command[1] or "", ""), match[0])
    if not _NAMED.search(written):
        return None
    unit = match_unit(written, 0)
    if unit and unit.end == len(written):
        return Attached(replace(unit, start=0, end=0), match.end())
    return _unknown(written, match.end())


def opened(text: str, position: int) -> bool:
    """Whether a dollar sign before the number at an offset opens a formula."""
    return text[max(0, position - 2) : position].endswith(("$", "$ ")) and _OPENS.match(text, position) is not None


def _unknown(written: str, end: int) -> Attached:
    return Attached(UnitReading("1", written, QuantityKind.OTHER), end)
