"""Where casebooks stand: in a folder named by their year, with what reviewers decided beside them."""

import errno
import os
import re
import stat
from io import BufferedReader
from pathlib import Path

from pipeline.errors import MisuseError

ABOUT = "dataset.toml"  # what the publisher of a dataset says of it
DECISIONS = ".decisions.jsonl"
LONGEST_NAME = 230  # bytes; file systems take 255, and the suffixes that this and other programs add must fit

_YEAR = re.compile(r"([1-9][0-9]{3})(?: ?年度?)?")


def year_of(folder: Path) -> int | None:
    """The edition that a folder's name says; None for a folder not named by year.

    >>> [year_of(Path(name)) for name in ("2021", "2021年", "2021 年度", "2021-draft")]
    [2021, 2021, 2021, None]
    """
    match = _YEAR.fullmatch(folder.name)
    return int(match[1]) if match else None


def edition_and_source(path: Path, edition: int | None = None) -> tuple[int, str]:
    """Of which year a casebook is and what it is called, by the nearest folder above it that is named by year.

    Args:
        path: The file, as an absolute path.
        edition: Year of the casebook, where it is known; then the path need not say it.

    Raises:
        MisuseError: No folder above is named by year, and `edition` is not given.

    >>> edition_and_source(Path("/casebooks/2020/能源/案例.txt"))
    (2020, '能源/案例.txt')
    >>> edition_and_source(Path("/casebooks/案例.txt"), edition=2021)
    (2021, '案例.txt')
    """
    for folder in path.parents:
        year = year_of(folder)
        if year is not None:
            return edition or year, path.relative_to(folder).as_posix()
    if edition is None:
        message = f"of which year is {path}? It stands in no folder named by year; say it with --edition or edition="
        raise MisuseError(message)
    return edition, path.name


def source_path(raw: Path, edition: int, source: str) -> Path:
    """Where a source stands below `raw`: in the folder that is the year, or in one that names it another way."""
    usual = raw / str(edition) / source
    if usual.exists() or not raw.is_dir():
        return usual
    others = sorted(folder / source for folder in raw.iterdir() if year_of(folder) == edition)
    return next((path for path in others if path.exists()), usual)


def decisions_beside(path: Path) -> Path:
    """Where reviewers' decisions on a source stand, if there are any.

    >>> decisions_beside(Path("raw/2020/book.txt")).as_posix()
    'raw/2020/book.txt.decisions.jsonl'
    """
    return path.with_name(shortened(path.name) + DECISIONS)


def shortened(name: str) -> str:
    """The name, or where it is too long for a suffix behind it, its beginning and a hash that tells it apart."""
    encoded = name.encode(errors="surrogateescape")
    if len(encoded) <= LONGEST_NAME:
        return name
    beginning = encoded[: LONGEST_NAME - 18].decode(errors="ignore")
    import hashlib  # noqa: PLC0415 - hardly ever needed, and slow to load

    return f"{beginning}%~{hashlib.sha256(encoded).hexdigest()[:16]}"


def open_file(path: Path) -> BufferedReader:
    """Open a file to read its bytes, and never wait for a pipe that nobody writes to.

    Raises:
        OSError: It is not there, may not be read, or is no regular file.
    """
    # without O_NONBLOCK, opening a pipe waits until someone writes; Windows has neither
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    kind = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(kind):
        os.close(descriptor)
        what = "it is a folder" if stat.S_ISDIR(kind) else "it is no regular file"
        raise OSError(errno.EINVAL, what, str(path))
    return os.fdopen(descriptor, "rb")
