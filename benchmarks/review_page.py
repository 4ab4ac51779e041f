"""How soon the review page of 5,000 changes can be used, and how soon it answers each key, in a real browser.

Run `python -m benchmarks.review_page`; it needs `playwright` and a Chromium on the PATH. The page is measured as a file
with changes of three causes, and served with all changes in one group, which one key accepts and another takes back.
The processor time of the page is printed beside: on a machine that is busy with others it says what the page costs.
"""

import random
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

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


def launched(running: Playwright) -> Browser:
    """The Chromium on the PATH."""
    return running.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)


def processor_time(page: Page) -> Callable[[], float]:
    """A clock of the processor time, in milliseconds, that the page has taken so far."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def taken() -> float:
        found = session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in found if each["name"] == "TaskDuration")) * 1000

    return taken


def measure(page: Page, place: str, name: str, keys: Sequence[str] = KEYS) -> None:
    """Print the figures of one page."""
    clock = processor_time(page)
    page.goto(place)
    page.wait_for_selector("#detail h2")
    print(f"{name}: usable after {page.evaluate('performance.now()'):.0f} ms ({clock():.0f} of processor time)")
    page.evaluate(TIMED)
    took: list[tuple[float, str]] = []
    worked: list[tuple[float, str]] = []
    for key in keys:
        before = clock()
        page.keyboard.press(key)
        took.append((page.evaluate("answered"), key))
        worked.append((clock() - before, key))
    print("  " + ", ".join(f"{key} {milliseconds:.0f}" for milliseconds, key in took))
    for what, times in (("", took), (" of processor time", worked)):
        (longest, key), median = max(times), statistics.median(milliseconds for milliseconds, _ in times)
        print(f"  {len(times)} keys: median {median:.0f} ms, longest {longest:.0f} ms ({key}){what}")


def main() -> None:
    """Make the pages, open them, press keys."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        browser = launched(running)
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
