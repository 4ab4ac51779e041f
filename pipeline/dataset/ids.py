"""The ids of a whole dataset: which two of its documents share, in eight bytes an id, however many there are."""

from array import array
from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.dataset.identity import HASH_DIGITS
from pipeline.dataset.problem import Problem
from pipeline.dataset.schema import TABLES

_BEGINNING = ("cases", "sections")  # their ids begin with edition and source, so that no two documents share one
_HASHED = tuple(name for name in ("claims", "relations", "findings") if TABLES[name].key)


class Ids:
    """Ids as they are met, document by document."""

    def __init__(self) -> None:
        self._sources: list[str] = []
        self._ids = {name: array("Q") for name in _HASHED}
        self._owners = {name: array("L") for name in _HASHED}

    def add(self, source: str, tables: Mapping[str, pa.Table]) -> Iterator[Problem]:
        """Take in the ids of a document, named by edition and source; what cannot be one of its ids is a problem."""
        for name in _HASHED:
            # what is no hash breaks the pattern of its column, and is told of there
            hashes = {int(each, 16) for each in _column(tables, name) if len(each) == HASH_DIGITS and _is_hex(each)}
            self._ids[name].extend(hashes)
            self._owners[name].extend([len(self._sources)] * len(hashes))
        self._sources.append(source)
        for name in _BEGINNING:
            for row_id in _column(tables, name):
                if not row_id.startswith(f"{source}/"):
                    message = f"the id of a row of {source} begins with it"
                    yield Problem(f"{source}: {name} {row_id}", "edition", message)

    def shared(self) -> Iterator[Problem]:
        """A problem for each document behind the first that has an id."""
        for name in _HASHED:
            counts = pc.value_counts(pa.array(self._ids[name], pa.uint64()))
            twice = set(counts.filter(pc.greater(counts.field("counts"), 1)).field("values").to_pylist())
            first: dict[int, str] = {}
            for each, owner in zip(self._ids[name], self._owners[name], strict=True) if twice else ():
                if each in twice and first.setdefault(each, self._sources[owner]) != self._sources[owner]:
                    place = f"{self._sources[owner]}: {name} {each:0{HASH_DIGITS}x}"
                    yield Problem(place, "unique", f"{first[each]} has a row of this id too")


def _column(tables: Mapping[str, pa.Table], name: str) -> list[str]:
    key = TABLES[name].key
    return [each for each in tables[name][key].to_pylist() if each] if key in tables[name].column_names else []


def _is_hex(text: str) -> bool:
    return all(character in "0123456789abcdef" for character in text)
