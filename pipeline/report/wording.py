"""How the page speaks: its words, amounts as a person reads them, and the sentence with its number marked."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pipeline.review.wording import rounded
from pipeline.tally.book import Claim

_SCALES = {  # from which value on, what it is divided by, and what that is called
    "en": ((1e9, 1e9, " billion"), (1e7, 1e6, " million")),
    "zh": ((1e8, 1e8, " 亿"), (1e6, 1e4, " 万")),
}
_JOINED = ("万", "亿")  # what a unit follows without a space
_SUPERSCRIPTS = {"m2": "m²", "m3": "m³", "km2": "km²", "kW.h": "kWh", "kV.A": "kVA", "Cel": "°C", "a": "a", "mo": "mo"}
_AS_WRITTEN = {"1": "", "%": "%"}  # no words behind a number
_ATOM = re.compile(r"[A-Za-z]+(?:\.[A-Za-z]+)?\d?")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a page in one language.

    Attributes:
        language: `en` or `zh`.
        words: Its words by their key.
        codes: What a code of a list is called, by list and code.
    """

    language: str
    words: Mapping[str, str]
    codes: Mapping[tuple[str, str], str]

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def code(self, name: str, code: str) -> str:
        """What a code is called; the code itself where nobody says."""
        return self.codes.get((name, code), code)

    def amount(self, low: float | None, high: float | None = None) -> str:
        """A value or a range as a person reads it.

        >>> wording("en", {}).amount(98881000000.0), wording("zh", {}).amount(98881000000.0)
        ('98.881 billion', '988.81 亿')
        >>> wording("en", {}).amount(10.0, 20.0), wording("en", {}).amount(198030.0), wording("en", {}).amount(0.147)
        ('10–20', '198,030', '0.147')
        >>> wording("en", {}).amount(21e7, 24e7), wording("zh", {}).amount(9e7, 2.4e8)
        ('210–240 million', '9,000 万–2.4 亿')
        """
        if low is None:
            return "—"
        first, scale = self._number(low)
        if high is None or high == low:
            return first + scale
        last, name = self._number(high)
        return f"{first}{'' if scale == name else scale}–{last}{name}"

    def _number(self, value: float) -> tuple[str, str]:
        """A value and the name of the scale that it is in."""
        for least, scale, name in _SCALES[self.language]:
            if abs(value) >= least:
                return rounded(value / scale), name
        return rounded(value), ""

    @staticmethod
    def percent(change: float) -> str:
        """A change in per cent.

        >>> wording("en", {}).percent(65.4), wording("en", {}).percent(-83.2), wording("en", {}).percent(-0.2)
        ('+65 %', '−83 %', '0 %')
        """
        whole = round(change)
        return f"{whole:+,} %".replace("-", "−") if whole else "0 %"

    def measured(self, low: float | None, high: float | None, unit: str) -> str:
        """A value or a range with the name of its unit.

        >>> wording("en", {}).measured(5e6, 5e6, "m²"), wording("zh", {}).measured(5e6, 5e6, "平方米")
        ('5,000,000 m²', '500 万平方米')
        """
        amount = self.amount(low, high)
        return f"{amount}{unit}" if amount[-1] in _JOINED else f"{amount} {unit}".rstrip()

    def unit(self, code: str) -> str:
        """A unit as it is written; empty for a count.

        >>> wording("en", {}).unit("m3/a"), wording("en", {}).unit("1/a"), wording("en", {}).unit("1")
        ('m³/a', '/a', '')
        """
        if code in _AS_WRITTEN:
            return _AS_WRITTEN[code]
        name = self.codes.get(("unit", code), code)
        return _ATOM.sub(lambda atom: _SUPERSCRIPTS.get(atom[0], atom[0]), re.sub("^1(?=/)", "", name))


def wording(language: str, codes: Mapping[tuple[str, str], str]) -> Wording:
    """The words of a language.

    Args:
        language: `en` or `zh`.
        codes: What a code of a list is called, by list and code.
    """
    return Wording(language, _words()[language], codes)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, str]]:
    text = (files("pipeline.report") / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def marked(claim: Claim) -> tuple[str, str, str]:
    """What stands before the number in its sentence, the number, and what stands behind it.

    The sentence has its soft line breaks joined and the quote has not, so white space counts for nothing; of several
    places the one nearest to where the number stands in the source is meant.
    """
    letters = [re.escape(letter) for letter in claim.quote if not letter.isspace()]
    places = list(re.finditer(r"\s*".join(letters), claim.sentence))
    if not places:
        return claim.sentence, "", ""
    near = claim.char_start - claim.sentence_start
    # in a cell the labels come first, and the number last
    place = places[-1] if claim.in_table else min(places, key=lambda match: abs(match.start() - near))
    return claim.sentence[: place.start()], place[0], claim.sentence[place.end() :]
