"""From a comparison to a page, in a file or to be served: what `casebook review` does besides talking to a person."""

import subprocess
from pathlib import Path

from pipeline.review.change import Comparison
from pipeline.review.decisions import read_all
from pipeline.review.page import render
from pipeline.review.page_data import page_data
from pipeline.review.revision import read_side, read_sides
from pipeline.review.scans import embedded, find_pages
from pipeline.review.serve import Session
from pipeline.review.snapshot import Snapshot, empty


def sides(old: str | None, new: str | None, dataset: Path) -> tuple[Snapshot, Snapshot]:
    """The datasets to review; one folder alone is read for the first time, against nothing."""
    if old is not None and new is None and Path(old).is_dir():
        return empty("nothing"), read_side(old, dataset)
    return read_sides(old, new, dataset)


def prepare(comparison: Comparison, old: Snapshot, new: Snapshot, raw: Path, reviewer: str | None = None) -> Session:
    """Prepares a review.

    Args:
        comparison: What to review.
        old: The dataset before.
        new: The dataset now.
        raw: The folder of the sources, with the decisions made so far.
        reviewer: Who reviews; by default the name git knows.

    Raises:
        MisuseError: A decisions file holds a line that is no decision.
    """
    found = page_data(comparison, old, new, read_all(raw), reviewer or git_user())
    return Session(found, new, raw, find_pages(found["changes"], (old, new), raw))


def static_page(review: Session) -> str:
    """The page as one file that needs nothing else, with the pages of PDF sources in it."""
    return render({**review.data, "images": embedded(review.pages)})


def git_user() -> str:
    """The name that git knows; empty without one."""
    # git is wherever the reviewer has it
    command = ["git", "config", "user.name"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - nothing in it is from outside
    except OSError:
        return ""
    return done.stdout.decode(errors="replace").strip()
