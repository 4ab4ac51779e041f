"""What reviewers decided: one line of JSON per decision, beside the source, keyed by the content of the claim."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any

from pipeline.errors import MisuseError, UnusableSourceError
from pipeline.places import DECISIONS, decisions_beside, open_file, source_path
from pipeline.review.evidence import Evidence
from pipeline.review.fields import broken_rule, corrected_fields

_SHAPE: dict[str, type | UnionType] = {
    "edition": int,
    "source": str,
    "claim_id": str,
    "verdict": str,
    "evidence": dict,
    "reading": dict,
    "correction": dict,
    "reviewer": str,
    "time": str,
    "note": str | None,
}
_EVIDENCE: dict[str, type | UnionType] = {
    "case_id": str | None,
    "heading": str | None,
    "sentence": str,
    "quote": str,
    "before": int,
    "occurrence": int,
}


class Verdict(StrEnum):
    """What a reviewer says of a numeral."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    CLAIMED = "claimed"


@dataclass(frozen=True, slots=True)
class Decision:
    """One reviewer's word on one numeral.

    Attributes:
        edition: Year of the casebook.
        source: Path below `raw/<year>/`.
        claim_id: Id of the claim; of a numeral made a claim, the id it will have.
        verdict: What she says.
        evidence: On what.
        reading: The fields as the machine read them; empty where it saw no claim.
        correction: The fields as they should be; empty unless corrected or claimed.
        reviewer: Who.
        time: When, as ISO 8601 in UTC.
        note: Why, or None.
    """

    edition: int
    source: str
    claim_id: str
    verdict: Verdict
    evidence: Evidence
    reading: Mapping[str, Any]
    correction: Mapping[str, Any]
    reviewer: str
    time: str
    note: str | None = None


def path_of(raw: Path, edition: int, source: str) -> Path:
    """Where the decisions on a source stand.

    >>> path_of(Path("raw"), 2020, "book.txt").as_posix()
    'raw/2020/book.txt.decisions.jsonl'
    """
    return decisions_beside(source_path(raw, edition, source))


def from_record(record: Any, where: str) -> Decision:
    """Reads one decision.

    Args:
        record: The decoded JSON.
        where: File and line, for messages.

    Raises:
        MisuseError: A field is missing, unknown or impossible.
    """
    if problem := _problem(record):
        raise MisuseError(f"{where}: {problem}; correct the line or take it out")
    known = record | {"verdict": Verdict(record["verdict"]), "evidence": Evidence(**record["evidence"])}
    return Decision(**known)


def _problem(record: Any) -> str | None:
    """What is impossible about the record of a decision, or None."""
    if not isinstance(record, dict):
        return "a decision is a JSON object"
    problems = list(_misfits(record, _SHAPE)) or list(_misfits(record["evidence"], _EVIDENCE))
    if problems:
        return problems[0]
    if record["source"].startswith("/") or not {"", ".", ".."}.isdisjoint(record["source"].split("/")):
        return "source is a path below raw/<year>/"
    if record["verdict"] not in set(Verdict):
        return f"verdict is one of {', '.join(Verdict)}"
    needed = record["verdict"] in {Verdict.CORRECTED, Verdict.CLAIMED}
    if bool(record["correction"]) != needed:
        return f"{record['verdict']} {'needs a' if needed else 'takes no'} correction"
    reading = record["reading"] if record["verdict"] == Verdict.CORRECTED else {}
    return broken_rule(corrected_fields(reading, record["correction"])) if needed else None


def _misfits(record: Mapping[str, Any], shape: Mapping[str, type | UnionType]) -> Iterator[str]:
    """Fields that are missing, unknown or of another type, each in words."""
    for name in sorted(set(record) ^ set(shape)):
        yield f"{name} is missing" if name in shape else f"{name} is no field of a decision"
    for name, kind in shape.items():
        value = record.get(name)
        if not isinstance(value, kind) or isinstance(value, bool) or (value == "" and name != "sentence"):
            yield f"{name} is not of its type"


def from_text(text: str, where: str) -> tuple[Decision, ...]:
    """Reads the lines of a decisions file.

    Raises:
        MisuseError: A line is no decision, or a claim is decided twice.
    """
    decisions: dict[str, Decision] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            place = f"{where}, line {number}"
            try:
                record = json.loads(line)
            except ValueError as error:
                raise MisuseError(f"{place}: this is no JSON ({error}); correct the line or take it out") from error
            decision = from_record(record, place)
            if decision.claim_id in decisions:
                raise MisuseError(f"{place}: claim {decision.claim_id} is decided twice; keep one of the lines")
            decisions[decision.claim_id] = decision
    return tuple(decisions.values())


def to_text(decisions: Iterable[Decision]) -> str:
    """One line per decision, sorted, the same for the same decisions in whatever order."""
    ordered = sorted(decisions, key=lambda d: (d.edition, d.source, d.evidence.case_id or "", d.claim_id))
    return "".join(json.dumps(asdict(decision), ensure_ascii=False) + "\n" for decision in ordered)


def read(path: Path) -> tuple[Decision, ...]:
    """Reads a decisions file; one that is not there holds none.

    Raises:
        MisuseError: A line is no decision, or a claim is decided twice.
        UnusableSourceError: It is no file that can be read, so nobody knows what was decided.
    """
    try:
        with open_file(path) as file:
            content = file.read()
    except FileNotFoundError:
        return ()
    except OSError as error:
        message = f"{path.name}: the decisions cannot be read ({error.strerror}); put it right, or take it away"
        raise UnusableSourceError(message) from error
    try:
        return from_text(content.decode(), str(path))
    except UnicodeDecodeError as error:
        raise MisuseError(f"{path}: this is no UTF-8 text ({error})") from error


def read_all(raw: Path) -> tuple[Decision, ...]:
    """Reads all decisions below a `raw` folder, by edition and source."""
    return tuple(decision for path in sorted(raw.glob(f"*/**/*{DECISIONS}")) for decision in read(path))


def write(path: Path, decisions: Iterable[Decision]) -> None:
    """Writes a decisions file at once or not at all; without decisions there is no file."""
    text = to_text(decisions)
    if not text:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


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
    own = {(d.edition, d.source, d.claim_id) for d in read_all(raw)}
    together = Merged(read_all(raw), ())
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
