"""What stands on the page, part by part, as plain records that the template lays out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.compare import Comparison, compare
from pipeline.report.charts import Bar, Chart, changes, dots, stacked
from pipeline.report.wording import Wording, marked
from pipeline.tally.book import Book, Case, Claim, Finding
from pipeline.tally.targets import Pair, pairs, targets
from pipeline.tally.totals import Total, totals

LOOK = 0.7  # confidence below which a claim wants a look, as the manifest counts it
_COLOURS = 8
_MOST_ROWS = 60  # of a chart; the lists below it have all
_MAIN = 4
# what a reader of a climate book looks for first, by the first word of the indicator
_FIRST = ("ghg", "electricity", "energy", "coal", "oil", "gas", "air", "waste", "materials", "water", "loans", "costs")


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in its sentence.

    Attributes:
        claim: The claim.
        organisation: Who it is told of.
        parts: What stands before, in and behind its number.
        value: The value in its reporting unit.
        findings: Numbers of the findings that it is in, from 1.
    """

    claim: Claim
    organisation: str
    parts: tuple[str, str, str]
    value: str
    findings: tuple[int, ...]

    @property
    def doubtful(self) -> bool:
        """Whether it wants a look."""
        return self.claim.confidence < LOOK


@dataclass(frozen=True, slots=True)
class Chapter:
    """A case with its claims, in reading order; what stands outside the cases of a book is one as well.

    Attributes:
        anchor: Its id on the page.
        edition: Year of the book.
        organisation: Who it is about.
        title: Its title.
        entries: Its claims.
        main: Those that say most.
    """

    anchor: str
    edition: int
    organisation: str
    title: str
    entries: tuple[Entry, ...]
    main: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All of the page.

    Attributes:
        book: The dataset.
        chapters: Its cases.
        entries: Every claim by its id.
        totals: The sums, by what their indicator is about.
        targets: What is announced.
        pairs: What was before and after.
        charts: The charts by name; one without anything to show is not there.
        comparison: The editions side by side; None where there is only one.
    """

    book: Book
    chapters: tuple[Chapter, ...]
    entries: Mapping[str, Entry]
    totals: tuple[Total, ...]
    targets: tuple[Claim, ...]
    pairs: tuple[Pair, ...]
    charts: Mapping[str, Chart]
    comparison: Comparison | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not hold, in the order of the numbers that entries give."""
        return self.book.findings

    @property
    def doubtful(self) -> int:
        """How many claims want a look."""
        return sum(entry.doubtful for entry in self.entries.values())


def content(book: Book, words: Wording) -> Content:
    """Put together what the page shows of a dataset.

    Args:
        book: The dataset.
        words: The language of the page.
    """
    found = _numbered(book.findings)
    entries = {claim.claim_id: _entry(claim, book, words, found) for claim in book.claims.values()}
    sums = tuple(sorted(totals(book), key=lambda total: _rank(total.key.indicator, total.key.edition)))
    chapters = tuple(_chapters(book, entries, sums, words))
    planned, led = targets(book), pairs(book)
    charts = dict(_charts(book, chapters, (planned, led), words))
    comparison = compare(book) if len(book.editions) > 1 else None
    return Content(book, chapters, entries, sums, planned, led, charts, comparison)


def _rank(indicator: str, edition: int) -> tuple[int, str, int]:
    first = indicator.partition(".")[0]
    return (_FIRST.index(first) if first in _FIRST else len(_FIRST), indicator, edition)


def _numbered(findings: Sequence[Finding]) -> dict[str, tuple[int, ...]]:
    numbers: dict[str, tuple[int, ...]] = {}
    for number, finding in enumerate(findings, start=1):
        for claim_id in finding.claim_ids:
            numbers[claim_id] = (*numbers.get(claim_id, ()), number)
    return numbers


def _entry(claim: Claim, book: Book, words: Wording, found: Mapping[str, tuple[int, ...]]) -> Entry:
    value = value_of(claim, words)
    return Entry(claim, book.organisation(claim), marked(claim), value, found.get(claim.claim_id, ()))


def value_of(claim: Claim, words: Wording) -> str:
    """A claim's value in its reporting unit, or in its own where there is none."""
    has_norm = claim.norm_low is not None and claim.norm_unit is not None
    low, high, unit = (
        (claim.norm_low, claim.norm_high, str(claim.norm_unit)) if has_norm else (claim.low, claim.high, claim.unit)
    )
    # of a count what is counted: 四至五桶 a day
    counted = unit.partition("/")[0] == "1" and claim.unit_text
    name = "".join((claim.unit_text or "", *words.unit(unit).partition("/")[1:])) if counted else words.unit(unit)
    return " ".join(filter(None, (words[claim.bound], words.measured(low, high, name))))


def _chapters(book: Book, entries: Mapping[str, Entry], sums: Iterable[Total], words: Wording) -> Iterator[Chapter]:
    by_case: dict[tuple[int, str, int], list[Entry]] = {
        (case.edition, case.source, case.case_no): [] for case in book.cases.values()
    }
    for entry in entries.values():
        by_case.setdefault((entry.claim.edition, entry.claim.source, entry.claim.case_no), []).append(entry)
    cases = {(case.edition, case.source, case.case_no): case for case in book.cases.values()}
    main = _main(sums)
    for key in sorted(by_case):
        case = cases.get(key)
        anchor = f"case-{'-'.join(map(str, _place(key, cases)))}"
        own = tuple(entry for entry in by_case[key] if entry.claim.claim_id in main)
        yield Chapter(
            anchor,
            key[0],
            (case.organisation if case else None) or key[1],
            (case.title or "") if case else words["outside"],
            tuple(by_case[key]),
            tuple(sorted(own, key=lambda entry: _rank(str(entry.claim.indicator), 0))[:_MAIN]),
        )


def _place(key: tuple[int, str, int], cases: Mapping[tuple[int, str, int], Case]) -> tuple[int, int, int]:
    """A case's number among all, without the name of its file, which is no id of HTML."""
    sources = sorted({source for edition, source, _ in cases if edition == key[0]} | {key[1]})
    return key[0], sources.index(key[1]), key[2]


def _main(sums: Iterable[Total]) -> frozenset[str]:
    """Of each case and indicator, the largest number that is counted in a sum."""
    largest: dict[tuple[str | None, str], Claim] = {}
    for total in sums:
        for claim in total.counted:
            known = largest.setdefault((claim.case_id, total.key.indicator), claim)
            if (claim.norm_high or 0) > (known.norm_high or 0):
                largest[claim.case_id, total.key.indicator] = claim
    return frozenset(claim.claim_id for claim in largest.values() if claim.case_id is not None)


def _charts(
    book: Book, chapters: Sequence[Chapter], told: tuple[Sequence[Claim], Sequence[Pair]], words: Wording
) -> Iterator[tuple[str, Chart]]:
    planned, led = told
    several = len(book.editions) > 1
    with_claims = [chapter for chapter in chapters if chapter.entries]
    if with_claims:
        told_most = sorted(with_claims, key=lambda chapter: -len(chapter.entries))[:_MOST_ROWS]
        shown = [chapter for chapter in with_claims if chapter in told_most]
        yield "topics", _topics(shown, words, several=several)
    dated = [claim for claim in planned if claim.last_year is not None][:_MOST_ROWS]
    if dated:
        start = min(min(claim.edition, (claim.last_year or 0) - 1) for claim in dated)
        bars = [
            Bar(label_of(claim, book), claim.last_year or 0, value_of(claim, words), f"c-{claim.claim_id}")
            for claim in dated
        ]
        yield "targets", dots(bars, start, words["targets"])
    changed = [pair for pair in led if pair.change is not None][:_MOST_ROWS]
    if changed:
        bars = [
            Bar(
                label_of(pair.after, book),
                round(pair.change, 1),
                words.percent(pair.change),
                f"c-{pair.after.claim_id}",
            )
            for pair in changed
            if pair.change is not None
        ]
        yield "before_after", changes(bars, words["before_after"])


def label_of(claim: Claim, book: Book) -> str:
    """Who and what a claim is of, for a row of a chart."""
    return " · ".join((book.organisation(claim), *claim.names))


def _topics(chapters: Sequence[Chapter], words: Wording, *, several: bool) -> Chart:
    counts = Counter(entry.claim.topic for chapter in chapters for entry in chapter.entries)
    first = [topic for topic, _ in counts.most_common(_COLOURS - 1)]
    names = [words.code("topic", topic) for topic in first]
    bars = []
    for chapter in chapters:
        own = Counter(entry.claim.topic if entry.claim.topic in first else "" for entry in chapter.entries)
        label = f"{chapter.edition} {chapter.organisation}" if several else chapter.organisation
        for topic, name in [*zip(first, names, strict=True), ("", words["other"])]:
            if own[topic]:
                bars.append(Bar(label, own[topic], str(own[topic]), chapter.anchor, name))
    rest = [words["other"]] if len(counts) > len(first) else []
    return stacked(bars, [*dict.fromkeys([*names, *rest])], words["topics"])
