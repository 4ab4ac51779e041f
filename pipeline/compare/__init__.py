"""What several editions say of the same organisations: numbers over the years, and targets beside what followed."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import MisuseError
from pipeline.model import Bound, Status, Subject
from pipeline.tally.book import Book, Case, Claim
from pipeline.tally.targets import targets
from pipeline.tally.totals import Key, Sum, totals


@dataclass(frozen=True, slots=True)
class Point(Sum):
    """What an edition says, counted once.

    Attributes:
        edition: Year of the book.
    """

    edition: int

    @property
    def middle(self) -> float:
        """Between the smallest and the largest that it can be."""
        return (self.low + self.high) / 2

    @property
    def rough(self) -> bool:
        """Whether it is a range, or limits the true one."""
        return self.low != self.high or self.bound != Bound.EXACT


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of an organisation over the editions.

    Attributes:
        indicator: What it is of.
        measure: Its unit.
        aggregation: How it adds up.
        points: At least two, by edition.
    """

    indicator: str
    measure: str
    aggregation: str
    points: tuple[Point, ...]

    @property
    def change(self) -> float | None:
        """The change from the first edition to the last, in per cent; None where the first has nothing."""
        first, last = self.points[0].middle, self.points[-1].middle
        return (last - first) / first * 100 if first else None

    @property
    def rough(self) -> bool:
        """Whether the change is about so much: one of its ends is."""
        return self.points[0].rough or self.points[-1].rough


@dataclass(frozen=True, slots=True)
class Followed:
    """A target of one edition beside what a later one reports.

    Attributes:
        target: What was announced.
        later: What later editions report of that indicator in that unit; empty for nothing.
    """

    target: Claim
    later: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that more than one edition tells of.

    Attributes:
        organisation_id: What its names come to without legal form, brackets and script.
        cases: The cases it is told of in; their names as written are the evidence that it is the same.
        series: Its measures over the editions.
        followed: Its targets and what followed.
    """

    organisation_id: str
    cases: tuple[Case, ...]
    series: tuple[Series, ...]
    followed: tuple[Followed, ...]

    @property
    def names(self) -> dict[int, tuple[str, ...]]:
        """Its names as each edition writes them."""
        names: dict[int, tuple[str, ...]] = {}
        for case in self.cases:
            known = names.get(case.edition, ())
            if case.organisation and case.organisation not in known:
                names[case.edition] = (*known, case.organisation)
        return names

    @property
    def name(self) -> str:
        """Its name as the last edition writes it."""
        return self.names[max(self.names)][-1]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several editions say.

    Attributes:
        editions: Their years, in order.
        organisations: Those that more than one of them tells of.
        alone: The names that only one of them tells of, by edition.
    """

    editions: tuple[int, ...]
    organisations: tuple[Organisation, ...]
    alone: Mapping[int, tuple[str, ...]]


def compare(book: Book, editions: Sequence[int] = ()) -> Comparison:
    """Set the editions of a dataset side by side.

    Args:
        book: The dataset.
        editions: The years to compare; all of them by default.

    Raises:
        MisuseError: The dataset has not these editions, or they are less than two.
    """
    years = tuple(sorted(set(editions or book.editions)))
    for year in years:
        if year not in book.editions:
            known = ", ".join(map(str, book.editions)) or "none"
            raise MisuseError(f"there is no edition {year} in the dataset; it has {known}")
    if len(years) < 2:  # noqa: PLR2004 - two make a comparison
        raise MisuseError(f"one edition ({', '.join(map(str, years))}) is nothing to compare; name two or more")
    named: dict[str, list[Case]] = {}
    for case in book.cases.values():
        if case.edition in years and case.organisation_id is not None:
            named.setdefault(case.organisation_id, []).append(case)
    linked = {name: cases for name, cases in sorted(named.items()) if len({case.edition for case in cases}) > 1}
    whose = {case.case_id: name for name, cases in linked.items() for case in cases}
    series, followed = _series(book, whose), _followed(book, whose, years)
    organisations = (
        Organisation(name, tuple(cases), tuple(series.get(name, ())), tuple(followed.get(name, ())))
        for name, cases in linked.items()
    )
    alone = {year: tuple(_alone(year, named, linked)) for year in years}
    return Comparison(years, tuple(organisations), alone)


def _alone(year: int, named: Mapping[str, Sequence[Case]], linked: Container[str]) -> Iterator[str]:
    for name, cases in named.items():
        if name not in linked and cases[0].edition == year and cases[0].organisation:
            yield cases[0].organisation


def _series(book: Book, whose: Mapping[str, str]) -> dict[str, list[Series]]:
    """The sums of `totals`, by organisation: nothing counts twice in them."""
    points: dict[tuple[str, Key], dict[int, list[Claim]]] = {}
    for total in totals(book):
        timeless = Key(0, total.key.indicator, total.key.measure, total.key.aggregation)
        for claim in total.counted:
            name = whose.get(claim.case_id or "")
            if name is not None:
                points.setdefault((name, timeless), {}).setdefault(claim.edition, []).append(claim)
    series: dict[str, list[Series]] = {}
    for (name, key), by_year in sorted(points.items()):
        if len(by_year) > 1:
            told = tuple(Point(tuple(claims), year) for year, claims in sorted(by_year.items()))
            series.setdefault(name, []).append(Series(key.indicator, key.measure, key.aggregation, told))
    return series


def _followed(book: Book, whose: Mapping[str, str], years: Sequence[int]) -> dict[str, list[Followed]]:
    """Targets by organisation, each with what later editions report of the same."""
    reported: dict[tuple[str | None, str | None, str | None], list[Claim]] = {}
    for claim in book.claims.values():
        if claim.status == Status.ACTUAL and claim.subject == Subject.OWN:
            of = whose.get(claim.case_id or ""), claim.indicator, claim.measure
            reported.setdefault(of, []).append(claim)
    followed: dict[str, list[Followed]] = {}
    for target in targets(book):
        name = whose.get(target.case_id or "")
        if name is not None and target.indicator is not None and target.edition in years[:-1]:
            same = reported.get((name, target.indicator, target.measure), ())
            later = tuple(claim for claim in same if claim.edition > target.edition)
            followed.setdefault(name, []).append(Followed(target, later))
    return followed
