"""What the words around a number say of it: 约, 近, 超过, 以上, 不低于, 以内."""

from collections.abc import Callable
from functools import cache, lru_cache

import regex

from pipeline.lexicon.bounds import BoundWords, bound_words
from pipeline.lexicon.compiled import compile_all
from pipeline.lexicon.sieve import sifted
from pipeline.model import Bound
from pipeline.recognise.trie import following

_FILLER = (
    r"(?:\s|可以?|能够?|达到?|到|至|为|有|了|在|计|是|占|共|每年|每月|每天|其|总计|合计|累计"
    r"|人民币|新台币|台币|港币|港元|美元|美金|欧元|日元|\((?:以?下同)\)){0,3}"
)
_NUMBERLESS = r"[^，。；：！？、,;\d]{0,12}"
_WINDOW = 24
_Words = tuple[Bound, regex.Pattern[str], regex.Pattern[str]]  # what they say, before a number and behind it
# 内 ends a time limit: 两个月内, but not 国内 or 内部
_WITHIN = regex.compile(r"\s?内(?![部容陆地外销循蒙在河涵])")
_AND_MORE = regex.compile(r"\+(?=[\s，。；、,;)]|$)")  # 装机 300MW+，储能


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Words, ...]:
    sides = [(words.bound, _before(words), _after(words)) for words in bound_words()]
    compiled = compile_all("bounds", (pattern for _, before, after in sides for pattern in (before, after)))
    return tuple((bound, compiled[before], compiled[after]) for bound, before, after in sides)


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


def _before(words: BoundWords) -> str:
    options = [
        rf"(?<![不未没莫])(?<!不[得能应宜可会])(?:{_alternatives(words.before)}){_FILLER}$",
        rf"(?:{_alternatives(words.sign)})\s?$",
    ]
    if words.guarded:
        options.append(rf"(?:{'|'.join(words.guarded)}){_FILLER}$")
    if words.clause:
        options.append(rf"(?<![不未没莫])(?<!不[得能应宜可会])(?:{_alternatives(words.clause)}){_NUMBERLESS}$")
    return "|".join(options)


def _after(words: BoundWords) -> str:
    options = [rf"\s?(?:{_alternatives(words.after)})(?![年月日媒元样功])(?<!多(?=\s?\d))"]  # 较上年的 5 吨多 3 吨
    if words.sign_behind:
        options.append(rf"\s?(?:{_alternatives(words.sign_behind)})\s?(?=[\p{{Han}}A-Za-zα-ω])")
    return "|".join(options)


def read_bound(text: str, start: int, end: int, *, duration: bool) -> Bound:
    """Read the bound of the quantity at `text[start:end]` from the words around it.

    Args:
        text: Folded text.
        start: Offset of the number.
        end: Offset behind the unit.
        duration: Whether the quantity is a span of time, which 内 limits.

    Returns:
        The strictest bound the words give; `exact` without any.
    """
    before = text[max(0, start - _WINDOW) : start]
    found = {bound for bound, left, _ in _before_them()(before) if left.search(before)}
    if following(text, end) in _behind_begins():
        found.update(bound for bound, _, right in _patterns() if right.match(text, end))
    if duration and _WITHIN.match(text, end):
        found.add(Bound.AT_MOST)
    if _AND_MORE.match(text, end):
        found.add(Bound.AT_LEAST)
    return strictest(Bound.EXACT, *found)


@cache
def _before_them() -> Callable[[str], list[_Words]]:
    """Which words a text may hold that limit the number behind it."""
    return sifted("bounds", _patterns(), lambda words: words[1].pattern)


@cache
def _behind_begins() -> frozenset[str]:
    """What the words behind a number begin with; most numbers are followed by none of these."""
    return frozenset(word[0] for words in bound_words() for word in (*words.after, *words.sign_behind))


def strictest(*bounds: Bound) -> Bound:
    """The strictest of several bounds on one number: `约 30% 以上` is at least."""
    return min(bounds, key=_order().__getitem__)


@cache
def _order() -> dict[Bound, int]:
    return {bound: place for place, bound in enumerate([*(bound for bound, _, _ in _patterns()), Bound.EXACT])}
