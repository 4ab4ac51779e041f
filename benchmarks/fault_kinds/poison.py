"""Small books, some of which kill, hang or bloat their reader: the others are stored as if these were not there."""

import ctypes
import os
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import psutil

from benchmarks.fault_kinds import Row
from benchmarks.hostile_pdfs import plain_pdf, runaway_pdf
from pipeline.dataset.trust import read_manifest
from pipeline.engine import reading
from pipeline.engine.update import run_all
from pipeline.isolation.limits import Limits

COUNT = 10
SLICE = 2

_HARMLESS = 19  # to one that is not
_LIMITS = Limits(seconds=20, memory=512 << 20)  # the first document loads the vocabulary
_PAGE = Limits(seconds=1, memory=256 << 20)
_BOOK = "案例{number}\n\n◎ 案例概述\n2020年，公司节约用电{number}万度，减少二氧化碳排放{number}.5吨。\n"
_POISONS = ("死", "胀", "转", "撞")  # dies, swells, turns for ever, crashes


def answer(task: reading.Task) -> reading.Outcome:
    """Reads a document as a reader does that has a fault: it does what the first character of the text says."""
    from pipeline.engine import document  # noqa: PLC0415 - the parent reads nothing
    from pipeline.read.pdf.document import Effort, read_pdf  # noqa: PLC0415 - as above

    if task.lost is None:
        match task.source.path.read_bytes()[:3].decode(errors="replace"):
            case "死":
                os.abort()
            case "胀":
                held: list[bytes] = []
                while True:
                    held.append(bytes(8 << 20))
            case "转":
                while True:
                    pass
            case "撞":
                ctypes.string_at(0)
    with patch.dict(read_pdf.__kwdefaults__, effort=Effort(readers=1, page=_PAGE)):
        return document.answer(task)


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Reads books, one in twenty of them poisonous, and the same without these."""
    pure, mixed = scratch / "pure" / "2020", scratch / "mixed" / "2020"
    for folder in (pure, mixed):
        folder.mkdir(parents=True)
        for number in range(count * _HARMLESS):
            pdf = number % 10 == 9  # noqa: PLR2004 - one in ten
            content = plain_pdf(f"Energy saved: {number} kWh in 2020") if pdf else _BOOK.format(number=number).encode()
            (folder / f"{number:04}.{'pdf' if pdf else 'txt'}").write_bytes(content)
    for number in range(count):
        before = f"{number * _HARMLESS + 7:04}x"  # among the others in the order of reading
        if number % 5 == 4:  # noqa: PLR2004 - one in five
            (mixed / f"{before}.pdf").write_bytes(runaway_pdf())
        else:
            (mixed / f"{before}.txt").write_text(_POISONS[number % 5] + "。", encoding="utf-8")
    begin = time.perf_counter()
    with patch.multiple(reading, READER=f"{__name__}:answer", LIMITS=_LIMITS):
        run_all(pure.parent, scratch / "expected")
        run_all(mixed.parent, scratch / "found")
    seconds = time.perf_counter() - begin
    expected, found = (
        {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.parquet")}
        for out in (scratch / "expected", scratch / "found")
    )
    touched = [path for path, content in expected.items() if found.get(path) != content]
    records = [record for record in read_manifest(scratch / "found").sources if "x." in record.source]
    unsaid = [record.source for record in records if record.status == "ok" or not record.message]
    left = psutil.Process().children(recursive=True)
    holds = not (touched or unsaid or left) and len(records) == count
    lost = "nothing" if holds else f"{len(touched)} files of others changed, not said: {unsaid}, {len(left)} processes"
    fault = f"a book that kills, hangs or bloats its reader, among {count * _HARMLESS} that do not"
    yield Row(fault, count, f"{lost} ({seconds:.0f} s)", holds)
