"""Headings of casebooks: marks, titles with their kind, endings of organisations, numbers of cases."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.lexicon.characters import fold
from pipeline.lexicon.loading import check_records, read_member
from pipeline.model import SectionKind

FILE = "headings.toml"
_MAXIMAL_TITLE = 24
# The end of a name that a line break left alone.
_HOLLOW = re.compile(r"股?份?有?限?责?任?(?:集团)?公?司")


@dataclass(frozen=True, slots=True)
class Mark:
    """What encloses a heading or stands before it: `◎ 案例概述`, `【案例概述】`.

    Attributes:
        symbol: The opening character.
        close: The closing character; empty for a mark that only stands before.
    """

    symbol: str
    close: str


@lru_cache(maxsize=1)
def marks() -> dict[str, Mark]:
    """Give every heading mark by its opening character.

    >>> marks()["【"].close
    '】'
    """
    records = check_records(FILE, "mark", required={"open": str, "example": str}, optional={"close": str})
    return {symbol: Mark(symbol, record.get("close", "")) for record in records for symbol in record["open"]}


def unmarked(line: str) -> str:
    """Take the marks off a title line.

    >>> unmarked("# 案例一"), unmarked("【案例一】")
    ('案例一', '案例一')
    """
    return line.strip(_all_marks())


@cache
def _all_marks() -> str:
    return "".join((*marks(), *(mark.close for mark in marks().values()), " "))


@lru_cache(maxsize=1)
def _titles() -> dict[str, SectionKind]:
    """Give the kind of every known title, white space, variants and punctuation folded away."""
    kinds: dict[str, SectionKind] = {}
    for record in check_records(
        FILE,
        "title",
        required={"kind": str, "aspects": list, "examples": list},
        optional={"subjects": list},
    ):
        kind = read_member(FILE, record, "kind", SectionKind)
        for subject in record.get("subjects", [""]):
            for aspect in record["aspects"]:
                kinds.setdefault(subject + aspect, kind)
    return kinds


@lru_cache(maxsize=1)
def _prefixes() -> re.Pattern[str]:
    """Compile the words that may stand before a title."""
    records = check_records(FILE, "prefix", required={"text": str, "example": str}, optional={})
    return re.compile("|".join(re.escape(record["text"]) for record in records))


def fold_title(title: str) -> str:
    """Write a title in the one form under which titles are compared.

    >>> fold_title("項目 成果：")
    '项目成果'
    """
    return re.sub(r"[\s：:·、，,/]+", "", fold(title))


@lru_cache(maxsize=4096)
def title_kind(title: str) -> SectionKind | None:
    """Say what a heading's title is about.

    Args:
        title: The title without its mark or number.

    Returns:
        The kind, or None for a title that the lexicon does not know.

    >>> title_kind("企業簡介：")
    <SectionKind.PROFILE: 'profile'>
    >>> title_kind("我们的故事") is None
    True
    """
    if len(title) > _MAXIMAL_TITLE:
        return None
    folded = fold_title(title)
    known = _titles()
    if folded in known:
        return known[folded]
    prefix = _prefixes().match(folded)
    if prefix:
        # 本案例概述: the subject may be part of the prefix.
        rest = folded[1:] if folded[1:] in known else folded[prefix.end() :]
        return known.get(rest)
    return None


@lru_cache(maxsize=1)
def _endings() -> dict[str, SectionKind]:
    records = check_records(FILE, "ending", required={"kind": str, "endings": list, "examples": list}, optional={})
    return {
        ending: read_member(FILE, record, "kind", SectionKind) for record in records for ending in record["endings"]
    }


def kind_by_ending(title: str) -> SectionKind | None:
    """Guess what a heading is about from how its title ends; for titles that `title_kind` does not know.

    >>> kind_by_ending("园区概况"), kind_by_ending("我们的故事")
    (<SectionKind.PROFILE: 'profile'>, None)
    """
    return _endings().get(fold_title(title)[-2:])


@lru_cache(maxsize=1)
def _organisation() -> re.Pattern[str]:
    """Compile the endings of organisations, longest first."""
    records = check_records(FILE, "organisation", required={"endings": list, "examples": list}, optional={})
    endings = sorted({ending for record in records for ending in record["endings"]}, key=len, reverse=True)
    alternatives = "|".join(re.escape(ending) for ending in endings)
    return re.compile(rf"(?:{alternatives})(?:[（(][^（）()]*[）)])?$")


def is_organisation(line: str) -> bool:
    """Say whether a title line ends as the name of an organisation does.

    >>> is_organisation("國網嘉興供電公司"), is_organisation("内河港口“智能岸电”项目")
    (True, False)
    """
    name = fold(line.strip())
    return _organisation().search(name) is not None and _HOLLOW.fullmatch(name) is None


@lru_cache(maxsize=1)
def _case_patterns() -> tuple[re.Pattern[str], ...]:
    """Compile the forms of the line that numbers a case."""
    records = check_records(FILE, "case", required={"before": str, "example": str}, optional={"after": str})
    # What follows the number must set it apart: 案例三十年回顾 numbers nothing.
    return tuple(
        re.compile(
            re.escape(record["before"])
            + r"\s*(?P<number>[0-9０-９]{1,3}|[一二三四五六七八九十百]+)\s*"
            + re.escape(record.get("after", ""))
            + r"(?:[\s：:、.．|｜·—-]+|$)"
        )
        for record in records
    )


def case_number(line: str) -> tuple[str, int] | None:
    """Read the number of a case at the start of a line.

    Args:
        line: The line, without white space around it.

    Returns:
        The number as written and the offset behind it and what sets it apart; None where the line numbers no case.

    >>> case_number("案例一 某公司：标题")
    ('一', 4)
    >>> case_number("案例三十年回顾") is None
    True
    """
    for pattern in _case_patterns():
        match = pattern.match(line)
        if match:
            return match["number"], match.end()
    return None
