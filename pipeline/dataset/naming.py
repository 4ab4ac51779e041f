"""Names: of a source in the dataset, and of the files that hold what came of it."""

import hashlib
import re
from pathlib import Path

from pipeline.errors import MisuseError

LONGEST_NAME = 200  # bytes; file systems take 255, and `.parquet` and others' suffixes must fit

_YEAR = re.compile(r"[1-9][0-9]{3}")


def year_of(folder: Path) -> int | None:
    """The edition that a folder's name says; None for a folder not named by year."""
    return int(folder.name) if _YEAR.fullmatch(folder.name) else None


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


def table_path(table: str, edition: int, source: str) -> str:
    """Path of a source's file in a table, below the dataset's folder.

    >>> table_path("claims", 2020, "能源/2020 年案例.txt")
    'claims/edition=2020/能源__2020 年案例.txt.parquet'
    """
    return f"{table}/edition={edition}/{file_name(source)}.parquet"


def file_name(source: str) -> str:
    """The source's path as one file name, never the same for two sources.

    Folders are joined by `__`. An underscore that could be taken for part of a joint, or that would hide the file
    from readers (Arrow and Spark pass over names that begin with `_`), is written `%5F`, and `%` itself `%25`. A
    name too long for a file system keeps its beginning and is told apart by a hash.

    >>> file_name("book.txt"), file_name("a/b.txt"), file_name("a__b.txt"), file_name("_b.txt")
    ('book.txt', 'a__b.txt', 'a%5F%5Fb.txt', '%5Fb.txt')
    """
    name = "__".join(_escaped(part) for part in source.split("/"))
    encoded = name.encode()
    if len(encoded) <= LONGEST_NAME:
        return name
    # `%~` cannot come out of the escaping above, so a shortened name meets no other
    beginning = encoded[: LONGEST_NAME - 18].decode(errors="ignore")
    return f"{beginning}%~{hashlib.sha256(source.encode()).hexdigest()[:16]}"


def _escaped(part: str) -> str:
    part = part.replace("%", "%25").replace("__", "%5F%5F")
    if part.startswith("_"):
        part = "%5F" + part[1:]
    if part.endswith("_"):
        part = part[:-1] + "%5F"
    return part
