"""Find the casebooks below a folder: which files are sources, of which edition, and what was passed over."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.dataset.naming import edition_and_source, year_of
from pipeline.errors import MisuseError

SUFFIXES = (".txt", ".pdf")
DECISIONS = ".decisions.jsonl"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A casebook as it came.

    Attributes:
        path: Where it is.
        edition: Year of the casebook.
        source: Path below `raw/<year>/`, with `/` between its parts.
    """

    path: Path
    edition: int
    source: str

    @property
    def decisions(self) -> Path:
        """Where reviewers' decisions about it stand, if there are any."""
        return self.path.with_name(self.path.name + DECISIONS)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that is no source, and why; such as README files and decisions are not worth a word."""

    path: str
    why: str


def find_sources(raw: Path, edition: int | None = None) -> tuple[tuple[SourceFile, ...], tuple[Ignored, ...]]:
    """All sources at `raw`, by edition and source, and the files passed over.

    Args:
        raw: A folder of folders named by year, a folder of one year, or one file. Links that lead out of it are not
            followed.
        edition: Year of a file or folder that is not, or does not stand in, a folder named by year.

    Raises:
        MisuseError: `raw` does not exist, holds no source, or it is unclear of which year they are.
    """
    if not raw.exists():
        raise MisuseError(f"{raw} does not exist; name a casebook or a folder of them")
    raw = raw.resolve()
    if raw.is_file():
        if raw.suffix.lower() not in SUFFIXES:
            raise MisuseError(f"{raw} is no {' or '.join(SUFFIXES)} file")
        return (SourceFile(raw, *edition_and_source(raw, edition)),), ()
    years = any(year_of(entry) for entry in raw.iterdir() if entry.is_dir())
    if edition is not None and years:
        message = f"{raw} has folders named by year; leave out --edition, or name one of them instead of {raw}"
        raise MisuseError(message)
    year = edition or (None if years else year_of(raw))
    found, ignored = [], []
    for path in _walk(raw):
        below = path.relative_to(raw)
        top = raw / below.parts[0]
        why = _why_ignored(path, raw)
        if why is None and year is None and (top == path or year_of(top) is None):
            why = "it stands in no folder named by year"
        if why is not None:
            ignored.append(Ignored(below.as_posix(), why))
        elif year is not None:
            found.append(SourceFile(path, year, below.as_posix()))
        else:
            found.append(SourceFile(path, int(top.name), path.relative_to(top).as_posix()))
    if not found:
        reason = f" ({ignored[0].path}: {ignored[0].why})" if ignored else ""
        message = (
            f"nothing to read in {raw}{reason}; put casebooks ({', '.join(SUFFIXES)}) into {raw / 'YEAR'}, "
            "or say their year with --edition"
        )
        raise MisuseError(message)
    return tuple(sorted(found, key=lambda each: (each.edition, each.source))), tuple(ignored)


def _walk(raw: Path) -> Iterator[Path]:
    """Files worth looking at: none hidden, no README, no decisions; links to folders count as files."""
    for folder, folders, files in os.walk(raw, onerror=_stop):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted(files + linked):
            if not name.startswith((".", "README")) and not name.endswith(DECISIONS):
                yield Path(folder) / name


def _stop(error: OSError) -> None:
    """A folder that cannot be read must not look like one whose casebooks are gone."""
    raise error


def _why_ignored(path: Path, raw: Path) -> str | None:
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return "its name is not UTF-8; rename it"
    if path.suffix.lower() not in SUFFIXES:
        return f"it is no {' or '.join(SUFFIXES)} file"
    if not path.resolve().is_relative_to(raw):
        return "it is a link that leads out of the folder"
    if not path.is_file():
        return "it is no regular file"
    return None
