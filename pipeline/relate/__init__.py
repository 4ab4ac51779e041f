"""Claims to relations: which say the same, add up, lead from one to the other."""

from collections.abc import Callable, Iterable, Sequence

from pipeline.errors import guarded
from pipeline.model import Document, ReadBlock, Relation, RelationKind, Section
from pipeline.relate.cells import relate_cells
from pipeline.relate.changes import relate_changes
from pipeline.relate.equivalents import relate_equivalents
from pipeline.relate.parts import relate_parts
from pipeline.relate.same import relate_same
from pipeline.relate.statement import Statement, statements

__all__ = ["relate"]

Finder = Callable[[tuple[Statement, ...]], Iterable[Relation]]
# Parts come before what is the same: the only project has the value of the total and is no restatement of it.
_FINDERS: tuple[Finder, ...] = (relate_changes, relate_equivalents, relate_parts, relate_same)


def relate(
    sections: Sequence[Section], blocks: Sequence[Sequence[ReadBlock]], document: Document
) -> tuple[Relation, ...]:
    """Find how the claims of each case hang together, in time linear in their number.

    Args:
        sections: The sections of a document.
        blocks: For each, its blocks with their claims.
        document: The document, for its tables.

    Returns:
        The relations, by where their first claim stands.
    """
    found: dict[tuple[str, int, int], Relation] = {}
    for case in statements(sections, blocks):
        finders = (*_FINDERS, lambda group: relate_cells(group, sections, document))
        for finder in finders:
            for relation in guarded(lambda finder=finder, case=case: tuple(finder(case)), lambda _: ()):  # type: ignore[misc]
                if relation.kind is not RelationKind.SAME_AS or ("part_of", relation.a, relation.b) not in found:
                    found.setdefault((relation.kind.value, relation.a, relation.b), relation)
    return tuple(sorted(found.values(), key=lambda relation: (relation.a, relation.b, relation.kind.value)))
