"""What several editions say of the same organisations: numbers over the years, and targets beside what followed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import MisuseError
from pipeline.model import Status, Subject
from pipeline.tally.book import Book, Case, Claim
from pipeline.tally.targets import targets
from pipeline.tally.totals import Key, totals


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that more than one edition tells of.

    Attributes:
        organisation_id: What its names come to without legal form, brackets and script.
        cases: The cases it is told of in; their names as written are the evidence that it is the same.
    """

    organisation_id: str
    cases: tuple[Case, ...]

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
class Point:
    """What an edition says, counted once.

    Attributes:
        edition: Year of the book.
        claims: The claims that are added up.
    """

    edition: int
    claims: tuple[Claim, ...]

    @property
    def low(self) -> float:
        """The smallest that it can be, as stated."""
        return sum(claim.norm_low or 0 for claim in self.claims)

    @property
    def high(self) -> float:
        """The largest."""
        return sum(claim.norm_high or 0 for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of an organisation over the editions.

    Attributes:
        organisation: Whose it is.
        indicator: What it is of.
        measure: Its unit.
        aggregation: How it adds up.
        points: At least two, by edition.
    """

    organisation: Organisation
    indicator: str
    measure: str
    aggregation: str
    points: tuple[Point, ...]

    @property
    def change(self) -> float | None:
        """The change from the first edition to the last, in per cent; None where the first has nothing."""
        first, last = self.points[0].low, self.points[-1].low
        return (last - first) / first * 100 if first else None


@dataclass(frozen=True, slots=True)
class Followed:
    """A target of one edition beside what a later one reports.

    Attributes:
        organisation: Whose it is.
        target: What was announced.
        later: What later editions report of that indicator in that unit; empty for nothing.
    """

    organisation: Organisation
    target: Claim
    later: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several editions say.

    Attributes:
        editions: Their years, in order.
        organisations: Those that more than one of them tells of.
        alone: The names that only one of them tells of, by edition.
        series: Measures over the editions.
        followed: Targets and what followed.
    """

    editions: tuple[int, ...]
    organisations: tuple[Organisation, ...]
    alone: Mapping[int, tuple[str, ...]]
    series: tuple[Series, ...]
    followed: tuple[Followed, ...]


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
    linked = {
        name: Organisation(name, tuple(cases))
        for name, cases in sorted(named.items())
        if len({case.edition for case in cases}) > 1
    }
    return Comparison(
        years,
        tuple(linked.values()),
        {year: _alone(year, named, linked) for year in years},
        tuple(_series(book, linked, years)),
        tuple(_followed(book, linked, years)),
    )


def _alone(year: int, named: Mapping[str, Sequence[Case]], linked: Iterable[str]) -> tuple[str, ...]:
    names = [cases[0].organisation for name, cases in named.items() if name not in linked and cases[0].edition == year]
    return tuple(filter(None, names))


def _of(claim: Claim, book: Book, linked: Mapping[str, Organisation]) -> Organisation | None:
    case = book.cases.get(claim.case_id or "")
    return linked.get((case.organisation_id if case else None) or "")


def _series(book: Book, linked: Mapping[str, Organisation], years: Sequence[int]) -> Iterator[Series]:
    """The sums of `totals`, by organisation: nothing counts twice in them."""
    points: dict[tuple[str, Key], dict[int, list[Claim]]] = {}
    for total in totals(book):
        if total.key.edition in years:
            timeless = Key(0, total.key.indicator, total.key.measure, total.key.aggregation)
            for claim in total.counted:
                organisation = _of(claim, book, linked)
                if organisation is not None:
                    by_year = points.setdefault((organisation.organisation_id, timeless), {})
                    by_year.setdefault(claim.edition, []).append(claim)
    for (name, key), by_year in sorted(points.items()):
        if len(by_year) > 1:
            told = tuple(Point(year, tuple(claims)) for year, claims in sorted(by_year.items()))
            yield Series(linked[name], key.indicator, key.measure, key.aggregation, told)


def _followed(book: Book, linked: Mapping[str, Organisation], years: Sequence[int]) -> Iterator[Followed]:
    reported = [
        claim
        for claim in book.claims.values()
        if claim.status == Status.ACTUAL and claim.subject == Subject.OWN and claim.edition in years
    ]
    for target in targets(book):
        organisation = _of(target, book, linked)
        if organisation is not None and target.indicator is not None and target.edition in years[:-1]:
            later = (claim for claim in reported if claim.edition > target.edition and _answers(claim, target))
            yield Followed(organisation, target, tuple(c for c in later if _of(c, book, linked) is organisation))


def _answers(claim: Claim, target: Claim) -> bool:
    return (claim.indicator, claim.measure) == (target.indicator, target.measure)
