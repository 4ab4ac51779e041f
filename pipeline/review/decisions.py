"""What reviewers decided: one line of JSON per decision, beside the source, keyed by the content of the claim."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar

from filelock import FileLock, Timeout

from pipeline.errors import MisuseError, UnusableSourceError
from pipeline.places import DECISIONS, decisions_beside, open_file, source_path
from pipeline.review.evidence import Evidence
from pipeline.review.fields import broken_rule, corrected_fields, is_number
from pipeline.review.strict_json import decoded

_LOCK = ".decisions.lock"
_STAGED = ".decisions.tmp"  # one name is enough where one writes at a time, and a dead one's is written over
_PATIENCE = 10.0  # seconds until a writer is told that another does not finish

_Result = TypeVar("_Result")

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
    """What a reviewer says of a numeral; `acknowledged` is said of a finding, which stands for a reason."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    CLAIMED = "claimed"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True)
class Decision:
    """One reviewer's word on one numeral, or on one finding.

    Attributes:
        edition: Year of the casebook.
        source: Path below `raw/<year>/`.
        claim_id: Id of the claim; of a numeral made a claim, the id it will have; of a finding, its own.
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
    problems = (
        list(_misfits(record, _SHAPE))
        or list(_misfits(record["evidence"], _EVIDENCE))
        or [*_nested("reading", record["reading"]), *_nested("correction", record["correction"])]
    )
    if problems:
        return problems[0]
    if record["source"].startswith("/") or not {"", ".", ".."}.isdisjoint(record["source"].split("/")):
        return "source is a path below raw/<year>/"
    if record["verdict"] not in set(Verdict):
        return f"verdict is one of {', '.join(Verdict)}"
    if record["verdict"] == Verdict.ACKNOWLEDGED and not record["note"]:
        return "acknowledged needs a note: the reason why the finding stands"
    needed = record["verdict"] in {Verdict.CORRECTED, Verdict.CLAIMED}
    if bool(record["correction"]) != needed:
        return f"{record['verdict']} {'needs a' if needed else 'takes no'} correction"
    if record["verdict"] == Verdict.CORRECTED and "quote" in record["correction"]:
        return "quote can not be corrected; a numeral made a claim can have a wider one"
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


def _nested(name: str, fields: Mapping[str, Any]) -> Iterator[str]:
    """Fields of a reading that are no field of a claim could be, each in words."""
    for field, value in fields.items():
        if not (value is None or isinstance(value, str) or is_number(value)):
            yield f"{field} of the {name} is a text, a finite number or null"


def from_text(text: str, where: str) -> tuple[Decision, ...]:
    r"""Reads the lines of a decisions file; they end at `\n` alone, since a note may hold any other line break.

    Raises:
        MisuseError: A line is no decision, or a claim is decided twice.
    """
    decisions: dict[str, Decision] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"{where}, line {number}"
            try:
                record = decoded(line)
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
    return _parsed(_content(path), path)


def read_all(raw: Path) -> tuple[Decision, ...]:
    """Reads all decisions below a `raw` folder, by edition and source."""
    return tuple(decision for path in sorted(raw.glob(f"*/**/*{DECISIONS}")) for decision in read(path))


def _content(path: Path) -> bytes:
    if not os.path.lexists(path):
        return b""
    try:
        with open_file(path) as file:
            return file.read()
    except OSError as error:
        message = f"{path.name}: the decisions cannot be read ({error.strerror}); put it right, or take it away"
        raise UnusableSourceError(message) from error


def _parsed(content: bytes, path: Path) -> tuple[Decision, ...]:
    try:
        return from_text(content.decode(), str(path))
    except UnicodeDecodeError as error:
        raise MisuseError(f"{path}: this is no UTF-8 text ({error})") from error


@contextmanager
def sole_writer(raw: Path) -> Iterator[None]:
    """Be the only one of us to write decisions below `raw`; whoever else wants to, waits.

    Raises:
        MisuseError: There is no such folder, or another one does not finish.
    """
    if not raw.is_dir():
        raise MisuseError(f"{raw}: no such source folder; decisions stand beside the sources, so name theirs")
    try:
        with FileLock(raw / _LOCK, timeout=_PATIENCE, poll_interval=0.01):
            yield
    except Timeout as error:
        raise MisuseError(f"another review is writing decisions below {raw}; try again") from error


def write(path: Path, decisions: Iterable[Decision]) -> None:
    """Writes a decisions file at once or not at all, inside `sole_writer`; without decisions there is no file."""
    with _staged(path, to_text(decisions)) as staged:
        _put(staged, path)


def revise(path: Path, change: Callable[[tuple[Decision, ...]], tuple[Iterable[Decision], _Result]]) -> _Result:
    """Changes the decisions of a file, inside `sole_writer`; a hand or git that changes it meanwhile is not undone.

    Args:
        path: The file.
        change: Gives for the decisions that stand those that shall, and what the caller wants to know. It is asked
            again where the file changed before it could be replaced.

    Raises:
        MisuseError: The file holds a line that is no decision.
    """
    while True:
        before = _content(path)
        decisions, result = change(_parsed(before, path))
        with _staged(path, to_text(decisions)) as staged:
            if _content(path) == before:
                _put(staged, path)
                return result


@contextmanager
def _staged(path: Path, text: str) -> Iterator[Path]:
    """A file beside `path` with its new content, forced to disk; whatever happens, it does not stay."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(_STAGED)
    try:
        with staged.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        yield staged
    finally:
        staged.unlink(missing_ok=True)


def _put(staged: Path, path: Path) -> None:
    if staged.stat().st_size:
        staged.replace(path)
    else:
        path.unlink(missing_ok=True)
