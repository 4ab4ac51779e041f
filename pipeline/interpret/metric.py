"""What is measured or counted: the phrases in reach of a number, each with what speaks for it."""

from collections.abc import Iterator

import regex

from pipeline.interpret.asked import Asked, Found, Told
from pipeline.interpret.behind import behind_of, for_behind
from pipeline.interpret.context import LISTED, REACH, converts
from pipeline.interpret.earlier import named_measure
from pipeline.interpret.going_on import CHANGE_UNITS, above, gone_on, pointed_back
from pipeline.interpret.phrases import (
    is_governed,
    is_place,
    last_phrase,
    names_measure,
    phrase_after,
    phrase_before,
    trim,
)
from pipeline.interpret.words import without_fillers, words
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.segmentation import is_verb_word
from pipeline.model import Candidate, Mention, QuantityKind

_SHARE, _NAMELESS = phrasing("phrase.share"), phrasing("phrase.nameless")
_COMPARED, _LATELY, _BARE_VERB = (phrasing(f"phrase.{name}") for name in ("compared", "lately", "bare_verb"))
_USED, _PROPERTY, _SUBSTANCE = phrasing("phrase.used"), phrasing("phrase.property"), phrasing("phrase.substance")
_PERSON = phrasing("phrase.person")
_GIVEN_AS, _EVENT, _UNCOUNTED = (phrasing(f"phrase.{name}") for name in ("given_as", "event", "uncounted"))
_ATTRIBUTED, _OUTPUT, _RANKS_WITH = (phrasing(f"phrase.{name}") for name in ("attributed", "output", "ranks_with"))
_NAME_OF_CHANGE, _YEARLY_DEED, _ROW = (phrasing(f"phrase.{name}") for name in ("name_of_change", "yearly_deed", "row"))
_FROM, _LABEL = phrasing("phrase.from"), phrasing("phrase.label")
_DONE_BY, _DONE_FOR, _TITLED = (phrasing(f"phrase.{name}") for name in ("done_by", "done_for", "titled"))
_MULTIPLE, _TIMES, _PRAISE, _FLOW = (phrasing(f"phrase.{name}") for name in ("multiple", "times", "praise", "flow"))
_EMITTED, _GOAL_OF_MEASURE = phrasing("phrase.emitted"), phrasing("phrase.goal_of_measure")
_JOINED_SCOPES, _NUMBER_OF_HOLDERS = phrasing("phrase.joined_scopes"), phrasing("phrase.number_of_holders")
_WHILE, _LASTING = phrasing("phrase.while"), phrasing("phrase.lasting")
_ONE_CHARACTER, _SAVING = phrasing("phrase.one_character"), phrasing("phrase.saving")
_DIGIT = regex.compile(r"(?<![A-Za-z][\dA-Za-z.-]{0,8})\d")  # no digit of PM2.5 or A321
_RATINGS = frozenset({QuantityKind.VOLTAGE, QuantityKind.POWER, QuantityKind.APPARENT_POWER})
_SHARE_UNITS = frozenset({"%", "1", "{pp}"})
_FLAWS = frozenset(
    {
        "one_character",
        "place",
        "has_digit",
        "name_of_change",
        "verb.ahead",
        "ends_in_verb",
        "whole.nameless",
        "ahead.placed",
    }
)
_LIST_MARKS = frozenset("、，,和与及")
_NO_PERSONS, _COUNTS_MEMBERS = phrasing("phrase.no_persons"), phrasing("phrase.counts_members")
_FARTHER = frozenset({"subject", "earlier_clause", "earlier_sentence", "same_clause", "lead_in"})
_PERSONS = frozenset({"人", "人次"})
_HOLDERS = frozenset({"家", "户", "名", "位", "所"})
_SHORT = 2  # characters of a measure that says little without the word before it: 产生 量, 成本
_AGAIN = 2  # quantities before one that may tell what one of the same unit measures: 较 2022 年减少 5 吨，约减少 21%
_FEW = 2  # characters that may stand before a quantity that has a bracket to itself


def metric_candidates(asked: Asked) -> tuple[Candidate, ...]:
    """Every phrase that a quantity may measure or count, folded and without white space, and none."""
    kind = _kind(asked.mention)
    found = [_described(each, kind) for each in (*_own_clause(asked), *pointed_back(asked)) if _names(each, asked)]
    if _is_while(asked) or (asked.mention.unit.kind is QuantityKind.CURRENCY and converts(asked.context)):
        return (*found, Candidate(None, ("none",)))
    found += [_described(each, kind) for each in gone_on(asked) if _names(each, asked)]
    if all(_FLAWS.intersection(each.evidence) for each in found):  # else nothing from farther away could win
        found += [_described(each, kind) for each in above(asked) if _names(each, asked)]
    return (*found, Candidate(None, ("none",)))


def _names(found: Found, asked: Asked) -> bool:
    """Whether what was found may name a quantity: 次数 is no measure of 34 家."""
    phrase, unit = found[0] or "", fold(asked.mention.unit.text)
    if found[1] in _FARTHER and _COUNTS_MEMBERS.fullmatch(unit) and _NO_PERSONS.search(phrase):
        return False  # 总库容 5 万立方米，可为 20 万人供水
    return bool(phrase and not (unit in _HOLDERS and _UNCOUNTED.search(phrase)))


def _is_while(asked: Asked) -> bool:
    """Whether a duration only says how long something took that is told behind it: 过去 5 年申请专利, 半天就收到."""
    context = asked.context
    lasting = asked.mention.unit.kind is QuantityKind.TIME and _WHILE.match(context.after) is not None
    return lasting and not _LASTING.search(context.before)


def _described(found: Found, kind: str) -> Candidate:
    phrase, source, evidence = found
    return Candidate(phrase, (source, f"{source}.{kind}", *evidence, *_quality(phrase or "", source)))


def _naming(asked: Asked) -> tuple[str, regex.Match[str] | None]:
    """What stands before a quantity without what it is compared with, and the whole that it is a share of, if any."""
    context, unit = asked.context, asked.mention.unit
    clause = asked.undated(context.clause.start, asked.mention.span.start)
    before = asked.undated(context.since, asked.mention.span.start)
    before = LISTED.sub("", before) if context.since > context.clause.start else before
    if begun := _FROM.search(clause):
        before = before[: max(0, begun.start() - len(clause))] or clause[: begun.start()]
    divided = unit.code in _SHARE_UNITS and not unit.classifier and _SHARE.search(before)
    if not divided and unit.kind is QuantityKind.DIMENSIONLESS_RATIO:
        multiple = (_TIMES if unit.code == "{x}" else _MULTIPLE).search(before)
        before = before[: multiple.start()] if multiple else before
    before = _GOAL_OF_MEASURE.sub("", _LATELY.sub("", _PRAISE.sub("", before)))
    before = _JOINED_SCOPES.sub(" ", _NUMBER_OF_HOLDERS.sub("", before))
    before = _measured_there(before) + _COMPARED.sub("", before)
    before = _past_counted(_BARE_VERB.sub("", before), asked)
    return before, _SHARE.search(before) if divided else None


def _past_counted(before: str, asked: Asked) -> str:
    """What stands before a quantity without those that the one before it counts: 11 个市平均浓度 35 微克."""
    told = asked.told[-1] if asked.told else None
    if told is None or told.mention.unit.kind is not QuantityKind.COUNT or asked.context.since != told.mention.span.end:
        return before
    holder = fold(told.metric or "")
    measured = before.lstrip().removeprefix(holder)
    named = phrase_before(_SHARE.sub("", measured)) if measured != before.lstrip() else None
    return measured if named and before.lstrip().startswith(f"{holder}{named}") else before


def _measured_there(before: str) -> str:
    """The measure at the end of what a clause begins to compare with: 较传统热风干燥综合能耗 降低 28%."""
    stretch = _COMPARED.search(before)
    named = without_fillers(words(stretch[0])) if stretch else ()
    if stretch is None or not named or not _PROPERTY.search(named[-1]):
        return ""
    if phrase_before(before[: stretch.start()]) or phrase_before(before[stretch.end() :]):
        return ""
    return "".join(named[-1:] if len(named[-1]) > _SHORT else named[-2:])


def _of_share(before: str, share: regex.Match[str]) -> Iterator[Found]:
    """The whole that a quantity is a share of, and what has the share."""
    nameless = _NAMELESS.fullmatch(share["whole"]) is not None
    whole = last_phrase(words(share["whole"])) or trim(share["whole"])
    yield whole, "whole", ("whole.nameless",) if nameless else ()
    part = phrase_before(before[: share.start()])
    measured = part is not None and (_PROPERTY.search(part) or _FLOW.search(part))
    held = whole is not None and _FLOW.search(whole) and not measured
    yield part, "part", ("part.of_nameless",) if nameless else ("part.of_flow",) if held else ()


def _own_clause(asked: Asked) -> Iterator[Found]:
    """The phrases of the clause of a quantity."""
    context, unit = asked.context, asked.mention.unit
    yield asked.ranked, "ranked", ()
    before, share = _naming(asked)
    ahead_of_it = context.sentence_before.rstrip()
    if ahead_of_it.endswith((":", "：")) and (label := _LABEL.search(ahead_of_it)):
        yield label["label"], "label", ()
    if share:
        yield from _of_share(before, share)
    if unit.kind is QuantityKind.TIME and (event := _EVENT.match(context.after)):
        yield event[1], "event", ()
    if unit.kind is QuantityKind.TIME and context.before.rstrip().endswith("连续"):
        deed = _YEARLY_DEED.match(context.after)
        yield phrase_after(deed["object"]) if deed else None, "event", ()
    if unit.kind is QuantityKind.CURRENCY and (given := _GIVEN_AS.match(context.after)):
        yield given["gift"], "gift", ()
    if not context.sentence_before.strip() and (titled := _TITLED.fullmatch(context.sentence_after)):
        yield titled["title"], "titled", ()
    attributed = _ATTRIBUTED.match(context.after) is not None
    if unit.text in _PERSONS and (deed := _DONE_BY.match(context.after) or _DONE_FOR.search(before)):
        # 惠及 3400 万人的工程: the works are not counted
        whom = phrase_after(context.after) if attributed else None  # 吸引 8 万人次的外国旅客: who is counted is named
        works = deed.string == before and attributed and not _PERSON.fullmatch(whom or "")
        yield deed["deed"], "deed", ("deed.attributed",) if works else ()
    governed = is_governed(before)
    counted = unit.kind is QuantityKind.COUNT
    behind = behind_of(context, counted=counted)
    governed = governed and not _NAME_OF_CHANGE.fullmatch(behind or "")  # 收入 86 亿元（+5.8% YoY）
    does = behind is not None and counted and is_verb_word(behind) and _is_counted_before(asked)
    yield behind, "behind", ("behind.does",) if does else tuple(for_behind(asked, before, governed=governed))
    ahead = _ahead(before, counted=counted)
    ranked = before.rstrip().endswith("以") and _RANKS_WITH.match(context.after) is not None
    rowed = context.bracketed and _ROW.fullmatch(context.before.strip()) is not None
    placed = ahead is not None and ahead == before.strip() and asked.told and _is_among_places(asked.told[-1], asked)
    condition = ahead and attributed and (_PROPERTY.search(ahead) or _OUTPUT.search(before))
    saved = ahead and unit.code == "%" and _SAVING.search(ahead)
    taken = ahead is not None and asked.told and _is_behind(ahead, asked.told[-1], asked)
    how = (
        "condition"
        if condition
        else "in_share"
        if share
        else "saving"
        if saved
        else "taken"
        if taken
        else "placed"
        if placed or rowed or ranked
        else ""
    )
    yield ahead, "ahead", (f"ahead.{how}",) if how else ()
    yield named_measure(before), "subject", ()
    yield from _of_substance(asked, ahead, governed=governed)
    if context.bracketed and (rowed or len(context.before.strip()) <= _FEW):
        opening = context.text.rfind("(", context.sentence.start, asked.mention.span.start)
        ends = [told.mention.span.end for told in asked.told if told.mention.span.end <= opening]
        outside = max(context.sentence.start, opening - REACH, *ends[-1:])
        yield phrase_before(asked.undated(outside, opening)), "bracketed", ()


def _of_substance(asked: Asked, ahead: str | None, *, governed: bool) -> Iterator[Found]:
    """What a mass is of, as its unit says: 固定 18 公斤二氧化碳, but 碳足迹减少 3 吨二氧化碳."""
    unit = asked.mention.unit
    substance = _SUBSTANCE.search(fold(unit.text))
    if substance is None:
        return
    used = ahead is not None and _USED.search(ahead)
    again = any(told.metric and told.mention.unit.code == unit.code for told in asked.told[-_AGAIN:])
    told = unit.substance == "sce" or not (again or _EMITTED.search(ahead or ""))
    fused = governed and told and not used
    yield substance[0], "substance", ("substance.governed",) if fused else ("substance.again",) if again else ()


def _ahead(before: str, *, counted: bool) -> str | None:
    """The phrase that ends at a quantity, or the measure of which it names the change."""
    named = phrase_before(before)
    return _measure_of_change(before, named) or (phrase_before(before, counted=True) if counted else named)


def _measure_of_change(before: str, named: str | None) -> str | None:
    """The measure whose change is named before a quantity, behind a time: 工业增加值 1—7 月增速 11.3%."""
    if named is None or not _NAME_OF_CHANGE.fullmatch(named):
        return None
    parted = before.rstrip().removesuffix(named)
    return phrase_before(parted) if parted.endswith(" ") and parted.strip() else None


def _is_behind(phrase: str, told: Told, asked: Asked) -> bool:
    """Whether a phrase before a quantity is that of the one before it: 新增 5 个示范区、3 个基地, 6 亩梨 3 亩茶."""
    between_both = "".join(asked.context.text[told.mention.span.end : asked.mention.span.start].split())
    if fold(told.metric or "") != phrase:
        return False
    return between_both == phrase or (between_both[-1:] in _LIST_MARKS and phrase in between_both)


def _is_counted_before(asked: Asked) -> bool:
    """Whether the sentence has counted the same kind of things: 6000 家公司中有 300 家停产."""
    here = (told for told in asked.told if told.mention.span.start >= asked.context.sentence.start)
    return any(told.metric and told.mention.unit.text == asked.mention.unit.text for told in here)


def _is_among_places(told: Told, asked: Asked) -> bool:
    """Whether the quantity before is that of a place, so that a bare name is one as well: 安定门 4 台，亦庄 8 台."""
    place = told.context.before.strip()
    return told.mention.unit.code == asked.mention.unit.code and place != "" and is_place(place)


def _kind(mention: Mention) -> str:
    """The kind of a quantity, as far as it matters to where its thing stands."""
    unit = mention.unit
    if unit.kind is QuantityKind.COUNT:
        return "count"
    if unit.kind is QuantityKind.TIME:
        return "duration"
    if unit.kind is QuantityKind.CURRENCY:
        return "money"
    if unit.kind is QuantityKind.DIMENSIONLESS_RATIO or unit.code in CHANGE_UNITS:
        return "ratio"
    return "rating" if unit.kind in _RATINGS else "amount"


def _quality(phrase: str, source: str) -> Iterator[str]:
    """How far a phrase looks like the name of a measure or of a thing."""
    if len(phrase) == 1 and not _ONE_CHARACTER.fullmatch(phrase):
        yield "one_character"
    last = words(phrase)[-1]
    if is_verb_word(last) and len(last) > 1 and not _PROPERTY.search(phrase) and not names_measure(last):
        yield "ends_in_verb" if last != phrase else f"verb.{source}"
    if source in {"ahead", "bracketed", "label"} and is_place(phrase):
        yield "place"
    if _DIGIT.search(phrase):
        yield "has_digit"
    change = _NAME_OF_CHANGE.search(phrase)
    if change and change.end() == len(phrase):
        if change.start() == 0:
            yield "name_of_change"
        elif source == "ahead" and is_place(phrase[: change.start()]):
            yield "place"  # 山西增幅提高 2.5 个百分点: whose growth it is
    elif _PROPERTY.search(phrase):
        yield "property"
