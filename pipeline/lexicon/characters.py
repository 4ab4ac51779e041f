"""One-to-one character folding, so that one grammar reads every width and script.

`fold` never changes the length of a text: offsets in the folded text are offsets in the text itself. Compatibility
normalisation (NFKC) would not do: it turns `℃` into two characters and `10³` into `103`.
"""

import re
import unicodedata
from functools import cache, lru_cache

import opencc

# Full-width forms fold to ASCII, but Chinese sentence punctuation keeps its own meaning: `，` separates clauses
# where `,` separates thousands.
_KEPT_PUNCTUATION = frozenset("！，：；？")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_PUNCTUATION}
_VARIANTS = {
    **dict.fromkeys(map(ord, "‐‑‒–−﹣"), "-"),
    **dict.fromkeys(map(ord, "〜∼˜﹏"), "~"),
    **dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"), " "
    ),
    **dict.fromkeys(map(ord, "﹪٪"), "%"),
    **dict.fromkeys(map(ord, "「『〝"), "“"),
    **dict.fromkeys(map(ord, "」』〞"), "”"),
    ord("µ"): "μ",
    ord("∶"): ":",
    ord("﹒"): ".",
    ord("∕"): "/",
    ord("⁄"): "/",
    ord("╱"): "/",
}
_CJK_FIRST, _CJK_LAST = 0x3400, 0x9FFF
# Radicals and compatibility forms that a PDF writes for characters: ⼆, ⽔, 兩
_COMPATIBLE = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF))


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


class _Folding(dict[int, int | str]):
    """A translation table that looks each character up once.

    Character by character on purpose: a phrase table could change the length of a text.
    """

    def __missing__(self, code: int) -> int | str:
        if any(first <= code <= last for first, last in _COMPATIBLE):
            plain = unicodedata.normalize("NFKC", chr(code))
            code, radical = (ord(plain), code) if len(plain) == 1 else (code, code)
        else:
            radical = code
        folded: int | str = code
        if _CJK_FIRST <= code <= _CJK_LAST:
            simplified: str = _simplifier().convert(chr(code))
            folded = simplified if len(simplified) == 1 else code
        elif (digit := unicodedata.decimal(chr(code), None)) is not None:  # digits of other scripts
            folded = str(digit)
        self[radical] = folded
        return folded


def beside_chinese(mark: str) -> str:
    """The pattern of a mark that stands beside a Chinese character.

    Args:
        mark: The pattern of the mark by itself.

    >>> bool(re.search(beside_chinese(","), "项目 14 个,面积")), bool(re.search(beside_chinese(","), "3,000 度"))
    (True, False)
    """
    return rf"{mark}(?=\s?[\u3400-\u9fff])|(?<=[\u3400-\u9fff]){mark}"


# A comma beside a Chinese character separates clauses, whichever width it is written in: 下降 16.4%,外排废水
_FULL_MARKS = {",": "，", ";": "；"}
_HALF_MARK = re.compile(rf"{beside_chinese('[,;]')}|(?<=[)%]);")
# Quotes that do not say which end they are: "2020 重启"活动; one behind a digit that closes nothing is of inches
_QUOTED = re.compile(r'(^|[^\d"])"([^"\n]*)"')
_FOLDING = _Folding({**_FULL_WIDTH, **_VARIANTS})
# All characters but ASCII, Han and ‘’ “” … — 、。《》！，：；？
_RARE = (
    r"\0-\t\x0b-\x1f\x7f-\u2013\u2015-\u2017\u201a\u201b\u201e-\u2025\u2027-\u3000\u3003-\u3009\u300c-\u33ff"
    r"\ua000-\uff00\uff02-\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\U0010ffff"
)


@cache
def _unfolded() -> re.Pattern[str]:
    """Stretches of what may have to be folded: most of a text has not, and need not be looked up by character."""
    han = "".join(map(chr, range(_CJK_FIRST, _CJK_LAST + 1)))
    pairs = zip(han, _simplifier().convert("\n".join(han)).split("\n"), strict=True)
    return re.compile(f"[{_RARE}{''.join(character for character, simplified in pairs if character != simplified)}]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold widths, dashes, spaces, quotes and traditional characters, one code point to one code point.

    Args:
        text: Any text.

    Returns:
        A text of the same length in half-width ASCII and simplified characters; what separates clauses is full-width,
        and quotes are paired.

    >>> fold("節約標準煤２３．５萬噸"), fold("节电 3,000 度,节水 5%;增长")
    ('节约标准煤23.5万吨', '节电 3,000 度，节水 5%；增长')
    >>> fold("「十四五」期間"), fold('"十四五"期间更换 27" 显示器')
    ('“十四五”期间', '“十四五”期间更换 27" 显示器')
    """
    folded = _unfolded().sub(_translated, text)
    if '"' in folded:
        folded = _QUOTED.sub(r"\1“\2”", folded)
    return _HALF_MARK.sub(_widened, folded) if "," in folded or ";" in folded else folded


def _widened(mark: re.Match[str]) -> str:
    return _FULL_MARKS[mark[0]]


def _translated(stretch: re.Match[str]) -> str:
    return stretch[0].translate(_FOLDING)
