"""Two datasets that differ in every way a reviewer meets, and a folder of sources."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.review.diff import compare
from pipeline.review.serve import Session, address, server
from pipeline.review.session import prepare, static_page
from pipeline.review.snapshot import Snapshot
from tests.review.casebooks import Book, snapshot

HOSTILE = "见</script><script>window.pwned = 1</script><img src=x onerror=window.pwned=1> javascript:alert(1) "
STEERING = "\u202e倒写\u202c =cmd|'/C calc'!A0 {{script}} 🌱"
OLD = Book(
    [
        [
            ("成果", f"{HOSTILE}{STEERING}节电 500 度。减排 20 吨。投资 3 万元，占 8%。共 6 名员工。"),
            ("亮点", "植树 7 亩。植草 9 亩。"),
        ],
        [("成果", "设备 12 台。旧机 4 台。")],
    ]
)
NEW = replace(
    OLD,
    cases=[OLD.cases[0], [("成果", "设备 15 台。旧机 4 台。新机 5 台。")]],
    claims={
        "500 度": {"low": 501.0, "high": 501.0, "norm_low": 501.0, "norm_high": 501.0, "rule": "test.range"},
        "20 吨": {"unit": "t{CO2}", "substance": "CO2", "norm_unit": "t{CO2}"},
        "7 亩": {"bound": "approx", "rule": "test.hedged"},
        "9 亩": {"bound": "approx", "rule": "test.hedged"},
    },
    excluded={"8%": {"reason": "name", "rule": "test.name"}},
)


@dataclass(frozen=True)
class Review:
    """A review under test: the data, and where its decisions go."""

    session: Session
    raw: Path
    old: Snapshot
    new: Snapshot

    @property
    def decisions(self) -> Path:
        return self.raw / "2020" / "book.txt.decisions.jsonl"


def reviewed(tmp_path: Path, old: Snapshot, new: Snapshot, content: bytes | None = None) -> Review:
    """A review of two datasets of `book.txt`, whose bytes are `content` or else its text."""
    raw = tmp_path / "raw"
    (raw / "2020").mkdir(parents=True, exist_ok=True)
    (raw / "2020" / "book.txt").write_bytes(content or new.texts()[2020, "book.txt"].encode())
    return Review(prepare(compare(old, new), old, new, raw, "林"), raw, old, new)


def as_file(review: Review, tmp_path: Path) -> str:
    """Address of the static page of a review."""
    path = tmp_path / "review.html"
    path.write_text(static_page(review.session), encoding="utf-8")
    return path.as_uri()


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.fixture
def review(tmp_path: Path) -> Review:
    return reviewed(tmp_path, snapshot(OLD, name="HEAD"), snapshot(NEW, name="extracted"))


@pytest.fixture
def static(review: Review, tmp_path: Path) -> str:
    """Address of the static page."""
    return as_file(review, tmp_path)


@pytest.fixture
def served(review: Review) -> Iterator[str]:
    """Address of the served page."""
    with server(review.session) as bound:
        thread = Thread(target=bound.serve_forever, args=(0.02,))
        thread.start()
        yield address(review.session, bound)
        bound.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a window of its own, in which no script may fail and nothing be asked of a network."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    opened = context.new_page()
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    opened.on("dialog", lambda box: box.accept() if box.type == "beforeunload" else failures.append(box.message))
    outside = ("http://127.0.0.1", "file:", "data:", "blob:")
    opened.on("request", lambda asked: None if asked.url.startswith(outside) else failures.append(asked.url))
    yield opened
    context.close()
    assert failures == []
