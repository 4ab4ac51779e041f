"""What a first extraction costs a reader in keys, whether the quote is always in view, and how 5,000 claims answer.

Run `python -m benchmarks.reading_page`; it needs what `benchmarks.review_page` needs. The reader is a script that takes
no time to think: the seconds are those of the page. Any dataset can be read, or two compared, with their folders or git
revisions behind the command.
"""

import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.gold import ROOT
from benchmarks.review import dataset, sentences
from benchmarks.review_page import CHANGES, TIMED, launched, measure, processor_time
from pipeline.review.diff import compare
from pipeline.review.session import prepare, sides, static_page
from pipeline.review.snapshot import Snapshot, empty

SIZE = {"width": 1280, "height": 800}
# each key is pressed as soon as the frame of the one before it is there
KEYS = (
    "m",
    *"jjjkkaru",  # claim by claim
    *"fpuffp",  # the next doubtful one, and paragraphs, one taken back
    *"dpdp",
    *("e", "1", "Escape"),
    *("/", "7", "9", "Backspace", "Backspace", "Escape"),
    *("PageDown", "End", "Home", "j"),
    *"ggu",  # a whole group, asked for twice
    *"mm",
)
# the quote that is judged, where it begins, is neither outside the window nor under anything
IN_VIEW = """() => {
  const mark = document.querySelector("#detail mark.new") || document.querySelector("#detail mark.old");
  const { left, top, bottom } = mark.getClientRects()[0];
  return mark.contains(document.elementFromPoint(left + 2, (top + bottom) / 2));
}"""


def file_of(old: Snapshot, new: Snapshot, folder: Path) -> str:
    """Address of the page of a review."""
    path = folder / "review.html"
    path.write_text(static_page(prepare(compare(old, new), old, new, folder, "reviewer")), encoding="utf-8")
    return path.as_uri()


def altered(new: Snapshot) -> Snapshot:
    """A dataset in which each claim was another: one of seven is not there, the others have another value."""
    claims = new.tables["claims"]
    number = pa.array(range(len(claims)))
    kept = claims.filter(pc.not_equal(pc.subtract(number, pc.multiply(pc.divide(number, 7), 7)), 0))
    low = kept.schema.get_field_index("low")
    kept = kept.set_column(low, kept.schema.field(low), pc.add(kept["low"], 1.0))
    return Snapshot("altered", {}, {**new.tables, "claims": kept})


def opened(browser: Browser, place: str) -> Page:
    """The page, its list with the focus."""
    page = browser.new_page(viewport=SIZE)
    page.goto(place)
    page.wait_for_selector("#detail h2")
    page.evaluate(TIMED)
    page.locator("#list").focus()
    return page


def walked(page: Page, name: str, before: str = "") -> None:
    """Print for how many changes the quote is in view, stepping through all of them."""
    for key in before:
        page.keyboard.press(key)
    count = page.evaluate("visible.length")
    out = []
    for _ in range(count):
        if not page.evaluate(IN_VIEW):
            out.append(page.evaluate("`${chosen.place} ${chosen.quote}`"))
        page.keyboard.press("j")
        page.evaluate("answered")
    print(f"{name}: the quote in view for {count - len(out)} of {count}" + "".join(f"\n  not: {each}" for each in out))


def read(page: Page, name: str, *, one_by_one: bool) -> None:
    """Print the keys and seconds until every claim is decided, in reading order.

    Args:
        page: The page of a first extraction.
        name: What is measured.
        one_by_one: Whether each doubtful claim is decided by itself, before the paragraphs are.
    """
    begin, clock = time.perf_counter(), processor_time(page)
    worked = clock()
    pressed = unseen = 0

    def press(key: str) -> None:
        nonlocal pressed, unseen
        unseen += not page.evaluate(IN_VIEW)
        page.keyboard.press(key)
        page.evaluate("answered")
        pressed += 1

    press("m")
    while one_by_one and page.evaluate("nextDoubtful() !== null"):
        press("a" if page.evaluate("isDoubtful(chosen) && !isDecided(chosen.id)") else "f")
    while page.evaluate("nextOpen() !== null"):
        press("p")
    seconds, worked = time.perf_counter() - begin, (clock() - worked) / 1000
    decided = page.text_content("#decided")
    print(
        f"{name}: {decided} with {pressed} keys in {seconds:.1f} s ({worked:.1f} of processor time), "
        f"the quote out of view for {unseen} of them"
    )


def main() -> None:
    """Read what is asked for, or the 2020 casebook and 5,000 claims."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as running:
        browser, folder = launched(running), Path(place)
        if sys.argv[1:]:
            old, new = sides(sys.argv[1], (sys.argv[2:] or [None])[0], ROOT / "extracted")
            walked(opened(browser, file_of(old, new, folder)), " → ".join(sys.argv[1:]))
            return
        nothing, new = sides(str(ROOT / "extracted"), None, ROOT / "extracted")
        walked(opened(browser, file_of(altered(new), new, folder)), "every claim of the book another")
        first = file_of(nothing, new, folder)
        walked(opened(browser, first), "first extraction, least confident first")
        walked(opened(browser, first), "first extraction, in reading order", "m")
        read(opened(browser, first), "paragraph by paragraph", one_by_one=False)
        read(opened(browser, first), "doubtful claims one by one, then paragraphs", one_by_one=True)
        many = dataset("many", list(islice(sentences(Random(20)), CHANGES)))  # noqa: S311 - the same each time
        address = file_of(empty("nothing"), many, folder)
        measure(browser.new_page(viewport=SIZE), address, f"first extraction, {CHANGES:,} claims", KEYS)
        browser.close()


if __name__ == "__main__":
    main()
