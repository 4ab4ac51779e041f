"""How much a text looks like running Chinese, Korean, Japanese or Latin script, told from its characters alone."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pipeline.lexicon.characters import fold

_SELDOM = 0.5  # what a character weighs that the script has, and seldom uses
_MOSTLY = 0.8  # what a Chinese character weighs in Japanese
_PUNCTUATION = frozenset(
    "　、。·—～…‘’“”〔〕〈〉《》「」『』【】±×÷℃％‰！（），：；？＋－．／０１２３４５６７８９²³°•●■◎○◆◇□★※™®①②③④⑤"
)
# the syllables of which running Korean is mostly made: particles, endings and the roots of reports
_SYLLABLES = frozenset(
    "이다는에의을가로고하한지사기은도를어리인아자시대있들서정나그수해만과스일게부장전보제으라여상주우조것소성원관구국"
    "공유연경신적오선화마동비생면트까모안니세야때위문내미계무발러용실회물요와년월감량출량산업억톤억률활환절약배탄협력업체함께종류별제품친재비율폐된였됨통합설치포목표획너출퇴"
)


class Script(StrEnum):
    """What a text may be written in."""

    CHINESE = "Chinese"
    KOREAN = "Korean"
    JAPANESE = "Japanese"
    LATIN = "Latin"


def likeness(text: str, script: Script) -> float:
    """How much of the letters outside ASCII is what running text of the script is made of: 0 to 1.

    >>> likeness("每年用水三万", Script.CHINESE), likeness("每年用水三万", Script.KOREAN)
    (1.0, 0.0)
    """
    # the Greek of formulas, μg and ΔT, stands in texts of every script
    letters = [letter for letter in text if letter > "\x7f" and letter.isalpha() and not "Α" <= letter <= "ω"]
    if script is Script.LATIN:
        return sum(map(_accents, _LATIN_WORD.findall(text))) / max(len(letters), 1)
    return sum(map(_WEIGHTS[script], letters)) / len(letters) if letters else _SELDOM


_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+")


def _accents(word: str) -> int:
    """How many letters with accents the word has; none, where they outnumber the others as in no language."""
    accents = sum(letter > "\x7f" for letter in word)
    return accents if 2 * accents <= len(word) - accents else 0


def is_common(character: str) -> bool:
    """Whether it is a common character of Chinese: level 1 of GB 2312 (3,755) or of Big5 (5,401), or punctuation."""
    return character in _common_characters() or character in _PUNCTUATION


def _chinese(letter: str) -> float:
    if fold(letter) in _frequent_characters():
        return 1.0
    return _SELDOM if letter in _common_characters() else 0.0


def _korean(letter: str) -> float:
    if letter in _SYLLABLES:
        return 1.0
    return _SELDOM if "가" <= letter <= "힣" else 0.0


def _japanese(letter: str) -> float:
    # Chinese characters alone are no Japanese sentence
    return 1.0 if "ぁ" <= letter <= "ヿ" else _MOSTLY * _chinese(letter)


_WEIGHTS: dict[Script, Callable[[str], float]] = {
    Script.CHINESE: _chinese,
    Script.KOREAN: _korean,
    Script.JAPANESE: _japanese,
}


@cache
def _frequent_characters() -> frozenset[str]:
    lines = (files("pipeline.lexicon") / "frequent_characters.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(character for line in lines if not line.startswith("#") for character in line)


@cache
def _common_characters() -> frozenset[str]:
    """Both standards sort their characters into common and rare ones by code, so their own codecs are the list."""
    simplified = [(lead, trail) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF)]
    traditional = [(lead, trail) for lead in range(0xA4, 0xC7) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))]
    words = [bytes(pair).decode("gb2312", errors="ignore") for pair in simplified]
    words += [bytes(pair).decode("big5", errors="ignore") for pair in traditional]
    return frozenset(character for word in words if len(word) == 1 for character in word)
