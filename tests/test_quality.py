"""The figures reached on every annotated book do not fall below their floors; see `tests/quality/update.py`."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.quality import books as quality
from tests.quality.books import Book, Floors, books, load_floors, rounded_down, store_floors
from tests.quality.update import main, renew

BOOKS = books()
FLOORS = load_floors()


def test_every_book_has_floors() -> None:
    assert list(FLOORS) == [book.name for book in BOOKS]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_figures_keep_their_floors(book: Book) -> None:
    floors = FLOORS[book.name]
    assert floors.digest == book.digest(), "gold or text changed: run `python -m tests.quality.update --new-gold`"
    evaluation = book.evaluation()
    figures = rounded_down(evaluation)
    assert figures.keys() == floors.figures.keys()
    fallen = {name: (figures[name], floor) for name, floor in floors.figures.items() if figures[name] < floor}
    assert not fallen, "\n".join([str(fallen), *evaluation.errors()])


OLD = {"book": Floors("a", {"f1": 0.9, "metric": 0.8})}


def test_what_rose_raises_its_floor() -> None:
    changes, refusals = renew(OLD, {"book": Floors("a", {"f1": 0.95, "metric": 0.8})})
    assert (changes, refusals) == (["book.f1: 0.9 to 0.95"], [])


def test_what_fell_is_refused_unless_allowed() -> None:
    new = {"book": Floors("a", {"f1": 0.95, "metric": 0.7})}
    assert renew(OLD, new)[1] == ["book.metric: 0.8 to 0.7: lower. Mend it, or say --allow-lower book.metric"]
    assert renew(OLD, new, allowed=["book.f1"])[1]
    assert renew(OLD, new, allowed=["book.metric"])[1] == []


def test_a_figure_that_is_gone_is_refused() -> None:
    assert renew(OLD, {"book": Floors("a", {"f1": 0.9})})[1]


@pytest.mark.parametrize("new", [{"book": Floors("b", OLD["book"].figures)}, {}, OLD | {"new": Floors("c", {"f1": 1})}])
def test_other_gold_is_refused_unless_said(new: dict[str, Floors]) -> None:
    (refusal,) = renew(OLD, new)[1]
    assert "--new-gold" in refusal
    assert renew(OLD, new, new_gold=True)[1] == []


def test_new_gold_may_have_lower_figures() -> None:
    assert renew(OLD, {"book": Floors("b", {"f1": 0.1, "metric": 0.1})}, new_gold=True)[1] == []


def test_the_first_floors_are_written_freely() -> None:
    assert renew({}, OLD) == (["book.f1: None to 0.9", "book.metric: None to 0.8"], [])


def test_a_refused_update_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr("tests.quality.update.books", lambda: BOOKS[-1:])
    assert CliRunner().invoke(main).exit_code == 0
    reached = load_floors()
    name, floors = next(iter(reached.items()))
    store_floors({name: Floors(floors.digest, {**floors.figures, "f1": 1.1})})
    before = quality.FLOORS.read_bytes()
    result = CliRunner().invoke(main)
    assert (result.exit_code, quality.FLOORS.read_bytes()) == (1, before)
    assert f"--allow-lower {name}.f1" in result.stderr
    assert CliRunner().invoke(main, ["--allow-lower", f"{name}.f1"]).exit_code == 0
    assert load_floors() == reached
