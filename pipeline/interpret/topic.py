"""The topic of a claim."""

from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.sieve import Sieve
from pipeline.lexicon.topics import TopicRule, topic_rules
from pipeline.model import Candidate, QuantityKind, Topic, UnitReading

_FAR = frozenset({"sentence", "above"})  # where the words may be of anything
_CLAUSES = regex.compile(r"[，；：:]|,(?!\d)")
_NAMELESS, _SHARE, _LET_OUT = phrasing("topic.nameless"), phrasing("topic.share"), phrasing("topic.emitted")
_EMITTED = frozenset({Topic.GHG, Topic.AIR, Topic.WATER, Topic.MATERIALS})
# what may have a share in a measure, where a list names several
_HOLDERS = frozenset({Topic.EQUIPMENT, Topic.ACTIVITY, Topic.AREA, Topic.PEOPLE})


class Heard(NamedTuple):
    """The words that may tell what a quantity is about, from the nearest on; folded.

    Attributes:
        told: What an earlier quantity is about that this one goes on about; None for none.
        metric: What it measures; None for nothing.
        whole: What it is a share of; None for no share, or a whole without a name.
        shared: What is measured of all things of the list that it is one of; None for no list.
        clause: The clause around it.
        sentence: The sentence before it.
        above: Lead-in and heading.
    """

    told: Topic | None
    metric: str | None
    whole: str | None
    shared: str | None
    clause: str
    sentence: str
    above: str


@lru_cache(maxsize=1024)  # a casebook measures the same things again and again
def is_nameless(metric: str | None) -> bool:
    """Whether a metric says nothing of the thing that is measured: 占比, 处理能力, 排放量."""
    return metric is not None and _NAMELESS.fullmatch(metric) is not None


def is_share(metric: str | None) -> bool:
    """Whether a metric is a part or a change of something that it does not name: 占比, 增幅."""
    return metric is not None and _SHARE.fullmatch(metric) is not None


def topic_candidates(unit: UnitReading, heard: Heard) -> tuple[Candidate, ...]:
    """Every topic that a rule finds in the metric, the clause, the sentence or what stands above, the nearest first.

    Args:
        unit: The unit of the quantity.
        heard: The words in reach.
    """
    nameless = is_nameless(heard.metric)
    if heard.told and not (nameless and _first(unit, own := _own(heard), own).worded):
        return (Candidate(heard.told, ("told",)),)  # 清洁能源装机 1.4 亿千瓦，占比达到 66%
    if not nameless:
        return _found(unit, heard)
    clause, sentence, above = (text.replace(heard.metric or "", " ") for text in heard[-3:])
    found = _found(unit, Heard(None, None, heard.whole, heard.shared, clause, sentence, above))
    if _LET_OUT.search(heard.metric or ""):  # 外购电力产生的排放 are no electricity
        found = tuple(each for each in found if each.value in _EMITTED)
    named = any(each.evidence[0].endswith(".worded") for each in found)
    return found if named else _found(unit, heard)


def _own(heard: Heard) -> str:
    """The clause up to the number, without the metric."""
    return _CLAUSES.split(heard.sentence)[-1].replace(heard.metric or "", " ")


def _found(unit: UnitReading, heard: Heard) -> tuple[Candidate, ...]:
    found: dict[Topic, list[str]] = {}
    decided = False  # a word in the metric tells more than any farther away could
    for source, words in (
        ("metric", heard.whole),
        ("metric", heard.metric),
        ("metric", heard.shared),
        ("clause", heard.clause),
        ("sentence", heard.sentence),
        ("above", heard.above),
    ):
        if words and not decided:
            find = _of_head if source == "metric" else _nearest if source == "sentence" else _first
            rule = find(unit, words, heard.clause)
            if rule.topic in _HOLDERS and words == heard.metric != heard.shared and heard.shared:
                continue  # 城市、县城建成区面积分别提高 8%、5%
            how = "worded" if rule.worded else "other" if rule.topic is Topic.OTHER else f"by_unit_of_{rule.topic}"
            sort = ".of_count" if source in _FAR and unit.kind is QuantityKind.COUNT else ""
            found.setdefault(rule.topic, []).append(f"{source}.{how}{sort}")
            decided = how == "worded" and source == "metric"
    candidates = tuple(Candidate(topic, tuple(evidence)) for topic, evidence in found.items())
    return candidates or (Candidate(Topic.OTHER, ("none",)),)


def _first(unit: UnitReading, words: str, near: str) -> TopicRule:
    """The first rule that fits some words; the last one fits all."""
    rules, of_unit = topic_rules(), _topics_for(unit.kind, unit.code, unit.text)
    for number in _sieve().called(words, of_unit):
        if _fits(rules[number], words, near):
            return rules[number]
    return rules[-1]


def _nearest(unit: UnitReading, words: str, near: str) -> TopicRule:
    """The first rule with words that fits the last clause that any fits; where none does, the first that fits all."""
    for clause in reversed(_CLAUSES.split(words)):
        rule = _first(unit, clause, near)
        if rule.worded:
            return rule
    return _first(unit, words, near)


def _of_head(unit: UnitReading, metric: str, near: str) -> TopicRule:
    """The rule whose words stand nearest to the end of a metric, among those before the first that asks for none.

    The head of a Chinese phrase is its end: 绿色食品原料标准化生产基地 is a base and no raw material.
    """
    best, reached = None, 0
    rules, of_unit = topic_rules(), _topics_for(unit.kind, unit.code, unit.text)
    for number in _sieve().called(metric, of_unit):
        rule = rules[number]
        if not rule.worded:
            if _fits(rule, metric, near):
                return best or rule
        elif (end := rule.reach(metric)) > reached and _fits(rule, metric, near):
            best, reached = rule, end
    return rules[-1]


@lru_cache(maxsize=1)
def _sieve() -> Sieve:
    """Which rules the words of a text call for; those that ask for none are always called."""
    return Sieve.of("topics", (rule.conditions[0].pattern.pattern if rule.worded else "" for rule in topic_rules()))


# What a unit rules out is asked once a unit: a casebook repeats a few dozen of them.
@lru_cache(maxsize=1024)
def _topics_for(kind: QuantityKind, code: str, text: str) -> int:
    return _sieve().rows(
        number
        for number, rule in enumerate(topic_rules())
        if (not rule.kinds or kind in rule.kinds)
        and _agrees(rule.units, code, wanted=True)
        and _agrees(rule.not_units, code, wanted=False)
        and _agrees(rule.unit_text, fold(text), wanted=True)
    )


def _fits(rule: TopicRule, words: str, near: str) -> bool:
    for condition in rule.conditions:  # a loop: this is asked some twenty times of every claim
        text = words if condition.place == "words" else near
        if (condition.pattern.search(text) is None) is condition.wanted:
            return False
    return True


def _agrees(pattern: regex.Pattern[str] | None, text: str, *, wanted: bool) -> bool:
    return pattern is None or (pattern.search(text) is not None) is wanted
