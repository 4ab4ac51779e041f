"""The picture of the report that the READMEs begin with, and the words that say what it shows.

    .venv/bin/python -m benchmarks.picture

Where the words are not those of today, both are made anew, with a Chromium; `tests/test_readme.py` fails until then.
"""

import re
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from benchmarks.gold import ROOT
from benchmarks.readme import EDITION, READMES, prepare
from benchmarks.review_page import launched
from pipeline.report import LANGUAGES, report, words_of
from pipeline.report.content import content
from pipeline.tally.book import read_book

PICTURE = ROOT / "docs" / "report.png"
SIZE = {"width": 1280, "height": 1000}  # the third sum is the last that it shows
SHOWN = re.compile(r"!\[[^\]]*\]\(docs/report\.png\)")
WORDS = {
    "en": "What `casebook report` writes of the {edition} casebook: {cases} cases, {claims} claims, "
    "{targets} targets, {findings} findings, {doubtful} claims to look at; the claims of each case by topic; "
    "then the sums, of which the first are {sums}",
    "zh": "`casebook report` 写出的 {edition} 年案例集一览：{cases} 个案例，{claims} 条数据，"
    "{targets} 个目标，{findings} 条核查发现，{doubtful} 条待复核；各案例的数据按主题分列；下接合计，前三项为：{sums}",
}


def lines(dataset: Path) -> dict[Path, str]:
    """The line of each README that shows the picture, with the figures of a dataset."""
    return {
        path: f"![{WORDS[language].format(**_figures(dataset, language))}](docs/{PICTURE.name})"
        for path, language in zip(READMES, LANGUAGES, strict=True)
    }


def _figures(dataset: Path, language: str) -> dict[str, int | str]:
    words = words_of(dataset, language)
    shown = content(read_book(dataset), words)
    sums = (
        (
            words.code("indicator", each.key.indicator),
            words[each.bound],
            words.measured(each.low, each.high, words.unit(each.key.measure)),
        )
        for each in shown.totals[:3]
    )
    return {
        "edition": EDITION,
        "cases": len(shown.book.cases),
        "claims": len(shown.book.claims),
        "targets": len(shown.targets),
        "findings": len(shown.findings),
        "doubtful": shown.doubtful,
        "sums": words["comma"].join(" ".join(filter(None, each)) for each in sums),
    }


def draw(dataset: Path, folder: Path) -> None:
    """Make the picture anew."""
    page = folder / "report.html"
    page.write_text(report(dataset), encoding="utf-8")
    with sync_playwright() as running:
        browser = launched(running)
        tab = browser.new_page(viewport=SIZE, color_scheme="light")
        tab.goto(page.as_uri())
        drawn = tab.screenshot()
        browser.close()
    Image.open(BytesIO(drawn)).quantize(64).save(PICTURE, optimize=True)


def main() -> None:
    """Make picture and words anew where the words are not those of today."""
    with TemporaryDirectory() as place:
        prepare(Path(place))
        dataset = Path(place) / "extracted"
        now = lines(dataset)
        texts = {path: path.read_text(encoding="utf-8") for path in now}
        if all(now[path] in text for path, text in texts.items()):
            print(f"{PICTURE.name}: as it was")
            return
        draw(dataset, Path(place))
        for path, text in texts.items():
            path.write_text(SHOWN.sub(lambda _, path=path: now[path], text), encoding="utf-8")
        print(f"{PICTURE.name}: drawn anew")


if __name__ == "__main__":
    main()
