"""Names of the tables, and of the files that hold what came of a source."""

from pipeline.places import shortened

TABLES = ("documents", "cases", "sections", "claims", "exclusions", "relations", "findings", "rejects")
EVERY_TABLE = (*TABLES, "codes")


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
    name too long for a file system keeps its beginning and is told apart by a hash behind `%~`, which cannot come
    out of the escaping.

    >>> file_name("book.txt"), file_name("a/b.txt"), file_name("a__b.txt"), file_name("_b.txt")
    ('book.txt', 'a__b.txt', 'a%5F%5Fb.txt', '%5Fb.txt')
    """
    return shortened("__".join(_escaped(part) for part in source.split("/")))


def _escaped(part: str) -> str:
    part = part.replace("%", "%25").replace("__", "%5F%5F")
    if part.startswith("_"):
        part = "%5F" + part[1:]
    if part.endswith("_"):
        part = part[:-1] + "%5F"
    return part
