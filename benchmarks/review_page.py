"""How soon the review page of 5,000 changes can be used, and how soon it answers each key, in a real browser.

Run `python -m benchmarks.review_page`; it needs `playwright` and a Chromium on the PATH. The page is measured as a file
with changes of three causes, and served with all changes in one group, which one key accepts and another takes back.
"""

import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from benchmarks.review import change, dataset, sentences
from pipeline.review.diff import compare
from pipeline.review.serve import Session, address, server
from pipeline.review.session import prepare, static_page

CHANGES = 5000
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# each key is pressed as soon as the frame of the one before it is there
KEYS = (
    *"jjjkkararou",
    *("e", "1", "Enter"),  # edit, a digit, save
    *("u", "a", "k", "n", "x", "Escape"),  # a note on the last decision
    *"gjuggduu",  # a whole group, its neighbour, the next group, far below, and back
    *("?", "Escape"),
    *("/", "7", "9", "Backspace", "Backspace"),  # search
    *("Tab", "ArrowDown", "ArrowUp", "Escape"),  # a filter
    *("PageDown", "End", "Home", "j"),
)
# from the key, as the browser dates it, to the end of the frame that shows what it did
TIMED = """window.addEventListener("keydown", (event) => {
  window.answered = new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - event.timeStamp);
    port2.postMessage(null);
  }));
}, true)"""


def review(folder: Path, causes: int) -> Session:
    """The review of two datasets in which every claim is another, each for one of some causes."""
    old = list(islice(sentences(random.Random(20)), CHANGES))  # noqa: S311 - the same each time
    new = [
        (source, section, *change(index % causes, words, fields))
        for index, (source, section, words, fields) in enumerate(old)
    ]
    sides = dataset("old", old), dataset("new", new)
    return prepare(compare(*sides), *sides, folder, "reviewer")


@contextmanager
def served(session: Session) -> Iterator[str]:
    """Serves a review, and gives its address."""
    with server(session) as bound:
        thread = Thread(target=bound.serve_forever)
        thread.start()
        yield address(session, bound)
        bound.shutdown()
        thread.join()


def measure(page: Page, place: str, name: str) -> None:
    """Print the figures of one page."""
    page.goto(place)
    page.wait_for_selector("#detail h2")
    print(f"{name}: usable after {page.evaluate('performance.now()'):.0f} ms")
    page.evaluate(TIMED)
    took: list[tuple[float, str]] = []
    for key in KEYS:
        page.keyboard.press(key)
        took.append((page.evaluate("answered"), key))
    print("  " + ", ".join(f"{key} {milliseconds:.0f}" for milliseconds, key in took))
    (longest, key), median = max(took), statistics.median(milliseconds for milliseconds, _ in took)
    print(f"  {len(took)} keys: median {median:.0f} ms, longest {longest:.0f} ms ({key})")


def main() -> None:
    """Make the pages, open them, press keys."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        path = Path(folder) / "review.html"
        path.write_text(static_page(review(Path(folder), causes=3)), encoding="utf-8")
        measure(browser.new_page(), path.as_uri(), f"file, {CHANGES:,} changes of 3 causes")
        with served(review(Path(folder), causes=1)) as place:
            page = browser.new_page()
            measure(page, place, f"served, {CHANGES:,} changes of one cause")
            page.wait_for_selector("#saved:text-is('all saved')")
        browser.close()


if __name__ == "__main__":
    main()
