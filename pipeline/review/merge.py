"""Decisions of several reviewers put together: two files of them, and the steps of pages that are open at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import MisuseError
from pipeline.places import source_path
from pipeline.review.decisions import Decision, Verdict, path_of, read, read_all, sole_writer, write

SAID = ("verdict", "correction", "reviewer", "time", "note")


@dataclass(frozen=True, slots=True)
class Step:
    """What a reviewer did to one claim.

    Attributes:
        claim_id: The claim.
        seen: The decision she had before her, as `said` gives it; None where there was none.
        decision: Her decision; None where she took one back.
    """

    claim_id: str
    seen: Mapping[str, Any] | None
    decision: Decision | None


class Settled(NamedTuple):
    """The decisions on one source after some steps.

    Attributes:
        decisions: Those that stand.
        refused: Steps that were not taken, since another decision stood there by then: the claim, and what stands.
    """

    decisions: tuple[Decision, ...]
    refused: tuple[tuple[str, Decision | None], ...]


def settled(steps: Iterable[Step], standing: Iterable[Decision]) -> Settled:
    """Takes the steps of a reviewer who may not have seen what others decided meanwhile.

    Who came first stays: a step is taken where what stands is what its reviewer saw, or what she wants anyway. Any
    other is refused, so that she sees what stands and decides again.
    """
    found: dict[str, Decision | None] = {decision.claim_id: decision for decision in standing}
    refused: list[tuple[str, Decision | None]] = []
    for step in steps:
        stands = found.get(step.claim_id)
        if said(stands) == step.seen:
            found[step.claim_id] = step.decision
        elif said(stands) != said(step.decision):
            refused.append((step.claim_id, stands))
    return Settled(tuple(filter(None, found.values())), tuple(refused))


def said(decision: Decision | None) -> dict[str, Any] | None:
    """What a reviewer said, without what she said it of."""
    return None if decision is None else {name: getattr(decision, name) for name in SAID}


@dataclass(frozen=True, slots=True)
class Merged:
    """Two reviewers' decisions together.

    Attributes:
        decisions: What both agree on or only one decided.
        conflicts: What they decided differently, theirs second.
    """

    decisions: tuple[Decision, ...]
    conflicts: tuple[tuple[Decision, Decision], ...]


def merged(mine: Iterable[Decision], theirs: Iterable[Decision], prefer: str | None = None) -> Merged:
    """Puts two reviewers' decisions together; of two that say the same, the earlier stays.

    Args:
        mine: One reviewer's decisions.
        theirs: The other's.
        prefer: The reviewer whose word counts where they differ, if one is to.
    """
    by_key = {(d.edition, d.source, d.claim_id): d for d in mine}
    conflicts: list[tuple[Decision, Decision]] = []
    for decision in theirs:
        key = (decision.edition, decision.source, decision.claim_id)
        own = by_key.get(key)
        if own is None or _says(own) == _says(decision):
            by_key[key] = min(filter(None, (own, decision)), key=lambda d: (d.time, d.reviewer))
        elif prefer in {own.reviewer, decision.reviewer} and own.reviewer != decision.reviewer:
            by_key[key] = own if own.reviewer == prefer else decision
        else:
            conflicts.append((own, decision))
            del by_key[key]
    return Merged(tuple(by_key.values()), tuple(conflicts))


def _says(decision: Decision) -> tuple[Verdict, dict[str, Any]]:
    return decision.verdict, dict(decision.correction)


def merge_files(raw: Path, incoming: Iterable[Path], prefer: str | None = None) -> Merged:
    """Merges decision files, as a page saves them, into those beside the sources; all of them, or none on a conflict.

    Args:
        raw: The folder of the sources.
        incoming: Files of decisions on any of them.
        prefer: The reviewer whose word counts where two differ, if one is to.

    Raises:
        MisuseError: A file is missing or holds a line that is no decision, or a source is not below `raw`.
    """
    with sole_writer(raw):
        return _merged_into(raw, incoming, prefer)


def _merged_into(raw: Path, incoming: Iterable[Path], prefer: str | None) -> Merged:
    together = Merged(read_all(raw), ())
    own = {(d.edition, d.source, d.claim_id) for d in together.decisions}
    conflicts: list[tuple[Decision, Decision]] = []
    for path in incoming:
        if not path.is_file():
            raise MisuseError(f"{path}: no such file; name files that the review page saved")
        together = merged(together.decisions, read(path), prefer)
        conflicts += together.conflicts
    documents = sorted({(decision.edition, decision.source) for decision in together.decisions})
    missing = [path for path in (source_path(raw, *document) for document in documents) if not path.is_file()]
    if missing:
        raise MisuseError(f"{missing[0]}: no such source, so nothing was merged")
    if not conflicts:
        for edition, source in documents:
            kept = [d for d in together.decisions if (d.edition, d.source) == (edition, source)]
            write(path_of(raw, edition, source), kept)
    new = tuple(d for d in together.decisions if (d.edition, d.source, d.claim_id) not in own)
    return Merged(new, tuple(conflicts))
