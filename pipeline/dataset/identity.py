"""Ids that come from content and place, never from offsets, rules, readings, order of work or chance.

Short hashes are the first 16 hexadecimal digits (64 bits) of a SHA-256: among a million claims the odds that any
two meet are 3 in 10^8, among a hundred million 3 in 10^4, and then both rows are rejected, not mixed up.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

HASH_DIGITS = 16
_SEPARATOR = "\x1f"


def case_id(edition: int, source: str, case_no: int) -> str:
    """Id of a case, or of the matter outside all cases as the root of its sections' ids.

    >>> case_id(2020, "cbca-casebook-2020.txt", 7)
    '2020/cbca-casebook-2020.txt/07'
    """
    return f"{edition}/{source}/{case_no:02d}"


def section_id(edition: int, source: str, case_no: int, section_no: int) -> str:
    """Id of a section.

    >>> section_id(2020, "cbca-casebook-2020.txt", 7, 3)
    '2020/cbca-casebook-2020.txt/07/03'
    """
    return f"{case_id(edition, source, case_no)}/{section_no:02d}"


def claim_content(case: str, heading: str | None, sentence: str, quote: str) -> tuple[str, ...]:
    r"""What makes a claim the same claim when lines are wrapped anew or a rule gets better.

    Args:
        case: `case_id` of the case, number 0 outside all cases; it carries edition and source.
        heading: Heading of the section.
        sentence: The sentence around the claim; of a table cell, the line of the source that it stands on.
        quote: The number with its unit.

    >>> claim_content("2020/案例.txt/01", "项目成果", "减排 33 亿\n吨。", "33 亿\n吨")
    ('2020/案例.txt/01', '项目成果', '减排33亿吨。', '33亿吨')
    """
    return (case, *("".join(part.split()) for part in (heading or "", sentence, quote)))


def finding_content(case: str, check: str, claim_ids: Iterable[str]) -> tuple[str, ...]:
    """What makes a finding the same finding: where, which check, which claims; not how it is worded.

    >>> finding_content("2020/案例.txt/00", "sum", ["0f3a", "9b1c"])
    ('2020/案例.txt/00', 'sum', '0f3a', '9b1c')
    """
    return (case, check, *claim_ids)


def short_hashes(contents: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """One id for each content, in order; equal contents are told apart by an ordinal among equals.

    >>> first, second, other = short_hashes([("节电", "5 度"), ("节电", "5 度"), ("节水", "5 吨")])
    >>> len({first, second, other}), len(first)
    (3, 16)
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for content in contents:
        text = _SEPARATOR.join((*content, str(seen[content])))
        seen[content] += 1
        yield hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]
