"""Find the casebooks below a folder: which files are sources, of which edition, and what was passed over."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import MisuseError
from pipeline.places import ABOUT, DECISIONS, decisions_beside, edition_and_source, year_of

SUFFIXES = (".txt", ".pdf")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A casebook as it came.

    Attributes:
        path: Where it is.
        edition: Year of the casebook.
        source: Path below `raw/<year>/`, with `/` between its parts.
        problem: Why what has the name of a casebook is no file that could be read; None where it is one.
    """

    path: Path
    edition: int
    source: str
    problem: str | None = None

    @property
    def decisions(self) -> Path:
        """Where reviewers' decisions about it stand, if there are any."""
        return decisions_beside(self.path)


@dataclass(frozen=True, slots=True)
class Ignored:
    """What is no source, and why; such as README files and decisions are not worth a word.

    Attributes:
        path: Where it is, below the folder of the sources; bytes that are no UTF-8 are spelled out.
        why: Why it is none.
        lost: Whether it is, or may hold, a casebook all the same: then the dataset is not whole.
    """

    path: str
    why: str
    lost: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands below the folder: a file, or what nobody looks into and why not."""

    path: Path
    trouble: str | None


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
        return (_single(raw, edition),), ()
    if not raw.is_dir():
        raise MisuseError(f"{raw} is neither a file nor a folder; name a casebook or a folder of them")
    years = any(year_of(entry) for entry in raw.iterdir() if entry.is_dir())
    if edition is not None and years:
        message = f"{raw} has folders named by year; leave out --edition, or name one of them instead of {raw}"
        raise MisuseError(message)
    found, ignored = _sorted_out(_walk(raw), raw, edition or (None if years else year_of(raw)))
    if not found:
        reason = f" ({ignored[0].path}: {ignored[0].why})" if ignored else ""
        message = (
            f"nothing to read in {raw}{reason}; put casebooks ({', '.join(SUFFIXES)}) into {raw / 'YEAR'}, "
            "or say their year with --edition"
        )
        raise MisuseError(message)
    return tuple(sorted(found, key=lambda each: (each.edition, each.source))), tuple(ignored)


def _single(path: Path, edition: int | None) -> SourceFile:
    if not _is_named_as_source(path):
        raise MisuseError(f"{path} is no {' or '.join(SUFFIXES)} file")
    source = SourceFile(path, *edition_and_source(path, edition))
    if not _is_text(source.source):
        raise MisuseError(f"{path}: its name is not UTF-8; rename it")
    return source


def _sorted_out(entries: Iterable[_Found], raw: Path, year: int | None) -> tuple[list[SourceFile], list[Ignored]]:
    """What is a source, and what is none; `year` is that of all, where the folders below `raw` do not say it."""
    found: dict[tuple[int, str], SourceFile] = {}
    ignored: list[Ignored] = []
    for entry in entries:
        below = entry.path.relative_to(raw)
        top = raw if year is not None else raw / below.parts[0]
        edition = year if year is not None else None if top == entry.path else year_of(top)
        told = os.fsencode(below.as_posix()).decode(errors="backslashreplace")
        if not _is_named_as_source(entry.path):
            why = entry.trouble or f"it is no {' or '.join(SUFFIXES)} file"
            ignored.append(Ignored(told, why, lost=entry.trouble is not None))
        elif not _is_text(str(below)):
            ignored.append(Ignored(told, "its name is not UTF-8; rename it"))
        elif edition is None:
            ignored.append(Ignored(told, "it stands in no folder named by year"))
        else:
            source = SourceFile(entry.path, edition, entry.path.relative_to(top).as_posix(), entry.trouble)
            first = found.setdefault((edition, source.source), source)
            if first is not source:  # `2021/book.txt` and `2021年/book.txt`
                other = first.path.relative_to(raw).as_posix()
                ignored.append(Ignored(told, f"{other} has that name in {edition} already; rename one of them"))
    return list(found.values()), ignored


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _walk(raw: Path) -> Iterator[_Found]:
    """What is worth looking at, by name: nothing hidden, no README, no decisions, no folder that is only a folder."""
    folders = [raw]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            if folder == raw:
                raise
            yield _Found(folder, f"this folder cannot be read ({error.strerror}), so its casebooks are missing")
            continue
        shown = [entry for entry in entries if not entry.name.startswith(".")]
        below = [entry for entry in shown if entry.is_dir(follow_symlinks=False)]
        folders += [Path(entry.path) for entry in reversed(below)]
        yield from (
            _Found(Path(entry.path), _trouble(entry, raw))
            for entry in shown
            if (
                entry not in below
                and entry.name != ABOUT
                and not entry.name.startswith("README")
                and not entry.name.endswith(DECISIONS)
            )
            or (entry in below and _is_named_as_source(Path(entry.path)))
        )


def _is_named_as_source(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _trouble(entry: os.DirEntry[str], raw: Path) -> str | None:
    """What is wrong with what is no regular file; None also for a link to one within the folder."""
    path = Path(entry.path)
    if not Path(os.path.realpath(path)).is_relative_to(raw):
        return "it is a link that leads out of the folder; put the file itself there"
    try:
        kind = path.stat().st_mode
    except OSError as error:
        return f"it is a link that leads nowhere ({error.strerror})"
    if not stat.S_ISDIR(kind):
        return "it is no regular file" if not stat.S_ISREG(kind) and _is_named_as_source(path) else None
    if entry.is_symlink():
        return "it is a link to a folder, and those are not followed; put the folder itself there"
    return "it is a folder with the name of a casebook; rename it"
