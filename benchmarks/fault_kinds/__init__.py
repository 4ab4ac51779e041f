"""Kinds of faults, a module each.

A kind has `COUNT`, how often it is tried in the benchmark; `SLICE`, how often in the tests; and
`run(count: int, scratch: Path) -> Iterator[Row]`, which tries it in an empty folder.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one fault.

    Attributes:
        fault: What was done.
        tried: How often.
        lost: What was lost, in words and figures; `nothing` where it is so.
        holds: Whether what is promised of it holds.
    """

    fault: str
    tried: int
    lost: str
    holds: bool
