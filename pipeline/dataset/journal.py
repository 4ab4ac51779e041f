"""What a run has done so far, one line a source, so that the next one goes on where it was when it died.

A line is an entry of the manifest as it will be, under its seal (`manifest.record_seal`); it is written behind the
files that it tells of. A line that is cut, changed or of other rules is not there, and its source is read again.
"""

import json
from dataclasses import asdict
from pathlib import Path

from pipeline.dataset.manifest import Manifest, SourceRecord, record_seal
from pipeline.dataset.trust import believed
from pipeline.dataset.typed import UntypedError
from pipeline.places import open_file


def note(journal: Path, record: SourceRecord, head: Manifest) -> None:
    """Add a source to the journal.

    Args:
        journal: The file.
        record: What the manifest will say of it.
        head: The manifest without its sources: the versions under which they are read.
    """
    line = json.dumps(asdict(record) | {"seal": record_seal(record, head)}, ensure_ascii=False)
    with journal.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{line}\n")


def noted(journal: Path, head: Manifest) -> tuple[SourceRecord, ...]:
    """The sources that are in a journal and hold; none where there is no journal."""
    try:
        with open_file(journal) as file:
            lines = file.read().split(b"\n")
    except OSError:
        return ()
    found: dict[tuple[int, str], SourceRecord] = {}
    for line in lines:
        try:
            record = believed(json.loads(line), head)
        except (UntypedError, ValueError, RecursionError):
            continue
        found[record.edition, record.source] = record
    return tuple(found.values())
