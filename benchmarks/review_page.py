"""How soon the review page of 5,000 changes can be used, and how soon it answers a key, in a real browser.

Run `python -m benchmarks.review_page`; it needs `playwright` and a Chromium on the PATH.
"""

import random
import shutil
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.review import change, dataset, sentences
from pipeline.review.diff import compare
from pipeline.review.session import prepare, static_page

CHANGES = 5000
KEYS = "jjjkkararouaeageu"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# from the key to the frame that shows what it did
TIMED = """async (key) => {
  const begin = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const took = performance.now() - begin;
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  return took;
}"""


def page_of_changes(folder: Path) -> Path:
    """The page of two datasets in which every claim is another."""
    old = list(islice(sentences(random.Random(20)), CHANGES))  # noqa: S311 - the same each time
    new = [
        (source, section, *change(index % 3, words, fields))
        for index, (source, section, words, fields) in enumerate(old)
    ]
    sides = dataset("old", old), dataset("new", new)
    begin = time.perf_counter()
    page = static_page(prepare(compare(*sides), *sides, folder, "reviewer"))
    print(
        f"page of {CHANGES:,} changes: made in {time.perf_counter() - begin:.1f} s, {len(page.encode()) / 1e6:.1f} MB"
    )
    path = folder / "review.html"
    path.write_text(page, encoding="utf-8")
    return path


def measure(page: Page, path: Path) -> None:
    """Print the figures of one page."""
    page.goto(path.as_uri())
    page.wait_for_selector("#detail h2")
    shown = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    print(f"usable after {page.evaluate('performance.now()'):.0f} ms (script done after {shown:.0f} ms)")
    took = [page.evaluate(TIMED, key) for key in KEYS]
    print(f"{len(took)} keys: median {statistics.median(took):.0f} ms, longest {max(took):.0f} ms")


def main() -> None:
    """Make the page, open it, press keys."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        path = page_of_changes(Path(folder))
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        measure(browser.new_page(), path)
        browser.close()


if __name__ == "__main__":
    main()
