"""Our geometry beside a layout model on the twelve hard pages of `pdf_peers`: `python -m benchmarks.layout_model`.

The model is `layout_cdla.onnx` of rapid-layout, which finds texts, titles, tables and figures on the picture of a page.
Both get the same upright lines, drawn in a font whose characters look alike, as rows of text still do; and the model's
regions are put in order as our blocks are. So what differs is who finds the blocks. A page is right as in `pdf_peers`.
PYTHON is an interpreter that has rapid-layout, onnxruntime and pypdfium2; by default this one.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import pypdfium2 as pdfium

from benchmarks.pdf_peers import PAGES, all_drawn, is_right, read_by_us
from pipeline.read.pdf.alignment import levels_of
from pipeline.read.pdf.glyphs import read_sheet
from pipeline.read.pdf.layout import arrange
from pipeline.read.pdf.lines import lines_of
from pipeline.read.pdf.page import BlockRole, Box, Line, PageBlock

SCALE = 2.0  # pixels per point
MODEL = f"""
import json, sys, time
import pypdfium2
from rapid_layout import RapidLayout
model = RapidLayout(model_type="pp_layout_cdla")
def regions(path, turn):
    page = pypdfium2.PdfDocument(path)[0]
    page.set_rotation(90 * turn)
    found = model(page.render(scale={SCALE}).to_numpy())
    return [[side / {SCALE} for side in map(float, box)] for box in found.boxes]
pages = json.loads(sys.argv[1])
regions(*pages[0])
begin = time.perf_counter()
found = [regions(*page) for page in pages]
print(json.dumps([found, time.perf_counter() - begin]))
"""


@click.command()
@click.option("--python", default=sys.executable, help="An interpreter that has the layout model.")
def main(python: str) -> None:
    """Prints which of both reads which page right, and the seconds that a page takes."""
    with tempfile.TemporaryDirectory() as folder:
        paths = all_drawn(Path(folder))
        ours, our_seconds = read_by_us(paths)
        sheets = [read_sheet(pdfium.PdfDocument(path)[0]) for path in paths]
        asked = [[str(path), sheet.turn] for path, sheet in zip(paths, sheets, strict=True)]
        done = subprocess.run([python, "-c", MODEL, json.dumps(asked)], capture_output=True, text=True, check=False)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        click.echo(f"skipped: {python} cannot run the layout model ({why}); pip install rapid-layout onnxruntime there")
        return
    found, their_seconds = json.loads(done.stdout.splitlines()[-1])
    theirs = [
        text_of(lines_of(sheet.runs), [Box(*region) for region in regions], sheet.height)
        for sheet, regions in zip(sheets, found, strict=True)
    ]
    click.echo(f"{'':<20}{'geometry':>13}{'layout model':>13}")
    for page, *texts in zip(PAGES, ours, theirs, strict=True):
        click.echo(f"{page.draw.__name__:<20}" + "".join(f"{'yes' if is_right(page, t) else '-':>13}" for t in texts))
    counts = (sum(map(is_right, PAGES, texts)) for texts in (ours, theirs))
    click.echo(f"{'right':<20}" + "".join(f"{count:>13}" for count in counts))
    each = (seconds / len(PAGES) for seconds in (our_seconds, their_seconds))
    click.echo(f"{'seconds a page':<20}" + "".join(f"{seconds:>13.3f}" for seconds in each))


def text_of(lines: Sequence[Line], regions: Sequence[Box], height: float) -> str:
    """The text of a page, region by region: each level by level, and what no region holds where it stands."""
    held: dict[Box, list[Line]] = {}
    for line in lines:
        around = [box for box in regions if box.holds((line.edges[0] + line.edges[-1]) / 2, line.middle)]
        if around:
            held.setdefault(min(around, key=lambda box: box.width * box.height), []).append(line)
    inside = {line for group in held.values() for line in group}
    blocks = [PageBlock(BlockRole.ASIDE, box, tuple(_levels(group))) for box, group in held.items()]
    arranged = arrange([line for line in lines if line not in inside], blocks, height)
    return "\n".join(line.text for block in arranged for line in block.lines)


def _levels(lines: Iterable[Line]) -> list[Line]:
    return [line for level in levels_of(lines) for line in level]


if __name__ == "__main__":
    main()
