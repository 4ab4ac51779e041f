"""Typed view of `homographs.toml`: units that share a written form, told apart by the words around them."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.lexicon.loading import check_records, read_member
from pipeline.model import QuantityKind

FILE = "homographs.toml"


@dataclass(frozen=True, slots=True)
class Homograph:
    """What tells one meaning of a written form.

    Attributes:
        id: Its name.
        kind: What the form measures here.
        before: What the clause in front of the number must hold; None where anything may stand there.
        unless: What it must not hold.
        behind: What must stand from the end of the number on.
        example: A text in which the form is meant so.
    """

    id: str
    kind: QuantityKind
    before: regex.Pattern[str] | None
    unless: regex.Pattern[str] | None
    behind: regex.Pattern[str] | None
    example: str

    def fits(self, before: str, text: str, position: int) -> bool:
        """Say whether the words around a number mean this.

        Args:
            before: The clause in front of the number, folded.
            text: The whole text, folded.
            position: Offset behind the number.
        """
        return (
            (self.before is None or self.before.search(before) is not None)
            and (self.unless is None or self.unless.search(before) is None)
            and (self.behind is None or self.behind.match(text, position) is not None)
        )


@lru_cache(maxsize=1)
def homographs() -> dict[str, tuple[Homograph, ...]]:
    """The meanings of each written form, in the order in which they are tried."""
    found: dict[str, tuple[Homograph, ...]] = {}
    required = {"id": str, "forms": list, "kind": str, "example": str}
    optional = dict.fromkeys(("before", "unless", "behind", "note"), str)
    for record in check_records(FILE, "homograph", required=required, optional=optional):
        before, unless, behind = (
            regex.compile(record[key]) if key in record else None for key in ("before", "unless", "behind")
        )
        kind = read_member(FILE, record, "kind", QuantityKind)
        homograph = Homograph(record["id"], kind, before, unless, behind, record["example"])
        for form in record["forms"]:
            found[form] = (*found.get(form, ()), homograph)
    return found


def meant(form: str, before: str, text: str, position: int) -> QuantityKind | None:
    """What a written form measures behind a number, where the words around it tell.

    Args:
        form: The character behind the number.
        before: The clause in front of the number, folded.
        text: The whole text, folded.
        position: Offset behind the number.

    >>> str(meant("度", "用水", "用水12万度", 5)), meant("度", "用电", "用电12万度", 5)
    ('Volume', None)
    """
    return next((each.kind for each in homographs().get(form, ()) if each.fits(before, text, position)), None)
