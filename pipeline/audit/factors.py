"""What one measure of a saving comes to in another, against published values and within the case."""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

import regex

from pipeline.audit.check import Check, Outcome, outcome, shown
from pipeline.audit.fact import Book, Fact
from pipeline.audit.interval import Interval
from pipeline.lexicon.characters import fold
from pipeline.lexicon.factors import Band, bands
from pipeline.model import Severity

_SCALE = {"kW.h": 1e-3}  # reporting unit in that of the bands
_FUELS = frozenset({"sce", "coal", "diesel", "petrol", "oil"})
_METHANE = regex.compile(r"沼气|垃圾|生物质|粪|甲烷|瓦斯|填埋")
_CARBON = 44 / 12  # tonnes of CO2 from a tonne of carbon: no fuel gives more
_WIDTH = 2.5  # times, which the ends of a band are apart
_JUDGES = 3  # of two factors nobody knows which is off
_APART = 1.25  # times, which two factors of one case may differ


def _bands(book: Book) -> Iterator[Outcome]:
    impossible = {each.finding.claim_ids for each in _carbon(book) if not each.holds}
    for effect, causes in _by_effect(book):
        if tuple(fact.id for fact in (*causes, effect)) in impossible:
            continue  # said already, and more strictly
        kind = _kind(effect)
        known = [(cause, bands().get((_kind(cause) or "", kind or ""))) for cause in causes]
        found = [(cause, band) for cause, band in known if band is not None]
        if not found or len(found) != len(causes) or effect.norm is None:
            continue
        yield from _against(effect, found)


def _against(effect: Fact, causes: list[tuple[Fact, Band]]) -> Iterator[Outcome]:
    """One effect against all that caused it: 节电 A、节气 B，相当于减排 C."""
    plausible, possible = Interval(0, 0), Interval(0, 0)
    for cause, band in causes:
        amount = _amount(cause)
        if amount is None:
            return
        plausible += Interval(amount.low * band.low, amount.high * band.high)
        possible += Interval(amount.low * band.least, amount.high * band.most)
    if effect.norm is None or plausible.high <= 0:
        return
    facts = tuple(cause for cause, _ in causes)
    holds, beyond = effect.norm.meets(plausible), not effect.norm.meets(possible)
    value = (effect.norm.low + effect.norm.high) / 2
    band = causes[0][1]
    middle = sum(((amount.low + amount.high) / 2 for cause in facts if (amount := _amount(cause))), 0.0)
    factor = (
        f"，折合 {value / middle:.3g} {band.label}（常见 {band.low:g} 至 {band.high:g}）" if len(causes) == 1 else ""
    )
    off = _power(value / ((plausible.low + plausible.high) / 2))
    message = (
        f"{'、'.join(cause.quote for cause in facts)} 对应 {effect.quote}{factor}，"
        f"{'在公布值范围内' if holds else '超出公布值范围'}{off if beyond else ''}"
    )
    yield outcome(
        "factor.band",
        (*facts, effect),
        message,
        holds=holds,
        severity=Severity.ERROR if beyond else Severity.WARNING,
        expected=plausible,
        observed=value,
        unit=effect["norm_unit"],
    )


def _power(ratio: float) -> str:
    """What to look at where a value is off by a power of ten."""
    for power, words in ((1e3, "约千倍，请核对单位（千克与吨、度与万度）"), (1e4, "约万倍，请核对“万”字")):
        for times in (power, 1 / power):
            if 1 / _WIDTH <= ratio / times <= _WIDTH:
                return f"，相差{words}"
    return ""


def _carbon(book: Book) -> Iterator[Outcome]:
    """More carbon dioxide than the carbon that burnt gives is impossible."""
    for fuels, effect in _burnt(book):
        masses = [fuel.norm for fuel in fuels if fuel.norm is not None]
        if effect.norm is None or len(masses) != len(fuels):
            continue
        most = sum(mass.high for mass in masses) * _CARBON
        holds = effect.norm.low <= most
        message = (
            f"{'、'.join(fuel.quote for fuel in fuels)} 燃料全部是碳，也只能产生 {shown(most)} 吨二氧化碳，"
            f"文中为 {effect.quote}"
        )
        yield outcome(
            "factor.carbon",
            (*fuels, effect),
            message,
            holds=holds,
            expected=Interval(0, most),
            observed=effect["norm_low"],
            unit=effect["norm_unit"],
        )


def _burnt(book: Book) -> Iterator[tuple[list[Fact], Fact]]:
    """Fuels and the carbon dioxide of them: as cause and effect, or both as measures of one amount of electricity."""
    causes = dict(_by_effect(book))
    effects: dict[Fact, list[Fact]] = defaultdict(list)
    for effect, found in causes.items():
        if len(found) == 1:
            effects[found[0]].append(effect)
    for effect, found in causes.items():
        if _kind(effect) not in ("CO2", "CO2e"):
            continue
        if all(_kind(cause) in _FUELS for cause in found):
            yield found, effect
        elif len(found) == 1 and _kind(found[0]) == "electricity":
            beside = [each for each in effects[found[0]] if _kind(each) in _FUELS]
            if len(beside) == 1 and beside[0]["per_time"] == effect["per_time"]:
                yield beside, effect


def _within_case(book: Book) -> Iterator[Outcome]:
    """Factors of one case for one pair of measures do not differ much."""
    found: dict[tuple[str | None, str, str], list[tuple[float, Fact, Fact]]] = defaultdict(list)
    for effect, causes in _by_effect(book):
        kinds = _kind(causes[0]), _kind(effect)
        amount = _amount(causes[0]) if len(causes) == 1 else None
        if amount is None or effect.norm is None or None in kinds or amount.low <= 0:
            continue
        value = (effect.norm.low + effect.norm.high) / (amount.low + amount.high)
        found[effect["case_id"], str(kinds[0]), str(kinds[1])].append((value, causes[0], effect))
    told = {each.finding.claim_ids[-1] for check in (_bands, _carbon) for each in check(book) if not each.holds}
    for factors in found.values():
        if len(factors) < _JUDGES:
            continue
        middle = median(value for value, _, _ in factors)
        for value, cause, effect in factors:
            if effect.id in told:
                continue
            holds = middle / _APART <= value <= middle * _APART
            message = (
                f"{cause.quote} 对应 {effect.quote}，系数 {value:.3g}，"
                f"{'与' if holds else '不同于'}本案例其他处的 {middle:.3g}{'相近' if holds else ''}"
            )
            yield outcome(
                "factor.within_case",
                (cause, effect),
                message,
                holds=holds,
                severity=Severity.WARNING,
                expected=Interval(middle / _APART, middle * _APART),
                observed=value,
            )


def _by_effect(book: Book) -> Iterator[tuple[Fact, list[Fact]]]:
    """Each effect with all its causes."""
    causes: dict[Fact, list[Fact]] = defaultdict(list)
    for cause, effect, _ in book.pairs("equivalent_to"):
        causes[effect].append(cause)
    for effect, found in causes.items():
        rates = {fact["per_time"] for fact in (effect, *found)} - {None}
        if len(rates) <= 1 and not effect["flags"].count("malformed_number"):
            yield effect, found


def _kind(fact: Fact) -> str | None:
    """What a claim is an amount of, in the words of the bands."""
    if fact["aggregation"] in ("change", "factor"):
        return None
    kind, substance = fact["quantity_kind"], fact["substance"]
    if kind == "Energy" and "W.h" in fact["unit"] and fact["topic"] in ("electricity", "energy_intensity"):
        # what biogas and waste avoid is methane, which no factor of the grid tells
        return None if _METHANE.search(fold(fact["sentence"])) else "electricity"
    if kind == "Volume":
        return f"{substance}.volume" if substance in ("diesel", "natural_gas") else None
    if kind == "Count" and fact["unit_text"] in ("棵", "株"):
        return "trees"
    return substance if kind == "Mass" else None


def _amount(fact: Fact) -> Interval | None:
    """How much, in the units of the bands: t, MW.h, m3."""
    return fact.norm.times(_SCALE.get(fact.unit, 1.0)) if fact.norm else None


CHECKS = (
    Check(
        "factor.band",
        "每月减少天然气消耗 2500 立方米，相当于减少二氧化碳排放 4700 吨。",
        "每月减少天然气消耗 2500 立方米，相当于减少二氧化碳排放 5 吨。",
        _bands,
    ),
    Check(
        "factor.carbon",
        "每年节约燃油 6 吨，节约标准煤 5 吨，减少二氧化碳排放 73 吨。",
        "每年节约燃油 6 吨，节约标准煤 5 吨，减少二氧化碳排放 31 吨。",
        _carbon,
    ),
    Check(
        "factor.within_case",
        "甲厂节约用电 100 万千瓦时，减少二氧化碳排放 700 吨。乙厂节约用电 200 万千瓦时，减少二氧化碳排放 1400 吨。"
        "丙厂节约用电 100 万千瓦时，减少二氧化碳排放 1000 吨。",
        "甲厂节约用电 100 万千瓦时，减少二氧化碳排放 700 吨。乙厂节约用电 200 万千瓦时，减少二氧化碳排放 1400 吨。"
        "丙厂节约用电 100 万千瓦时，减少二氧化碳排放 710 吨。",
        _within_case,
    ),
)
