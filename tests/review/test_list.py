"""A list longer than the screen, in a real browser."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.review.casebooks import Book, snapshot
from tests.review.conftest import as_file, press, reviewed


@pytest.fixture
def long(tmp_path: Path) -> str:
    """Address of a page of two groups, of 300 changes and of 3."""
    words = "".join(f"第 {number} 号设备 {number + 0.5} 吨。" for number in range(300))
    old = Book([[("成果", words + "".join(f"植树 {number} 亩。" for number in range(3)))]])
    readings = {f"{number + 0.5} 吨": {"rule": "test.range", "norm_low": 1.0} for number in range(300)}
    new = replace(old, claims=readings | {f"{number} 亩": {"rule": "test.hedged"} for number in range(3)})
    return as_file(reviewed(tmp_path, snapshot(old), snapshot(new)), tmp_path)


def test_a_long_list_has_only_what_is_in_sight_in_the_document(page: Any, long: str) -> None:
    page.goto(long)
    assert page.text_content("#shown") == "303 of 303 shown"
    assert page.locator("#list .row").count() < 60
    press(page, "k", *"j" * 40)
    row = page.locator("#list .row[aria-selected=true]")
    assert (row.get_attribute("aria-posinset"), row.get_attribute("aria-setsize")) == ("41", "303")
    assert page.get_attribute("#list", "aria-activedescendant") == row.get_attribute("id")
    (heading,) = page.locator("#list .group").all_text_contents()
    assert heading == "rule test.range fires instead of test.unit: 300 changed"
    page.locator("#list").evaluate("(list) => { list.scrollTop = list.scrollHeight; }")
    page.wait_for_selector(".row .quote:text-is('2亩')")
    *_, heading = page.locator("#list .group").all_text_contents()
    assert heading == "rule test.hedged fires instead of test.unit: 3 changed"
    assert page.get_attribute("#list", "aria-activedescendant") is None
    press(page, "j")
    assert page.get_attribute("#list", "aria-activedescendant") == row.get_attribute("id")
    assert row.get_attribute("aria-posinset") == "42"


def test_the_chosen_row_is_never_under_the_heading_or_out_of_sight(page: Any, long: str) -> None:
    page.goto(long)
    for keys in ("j" * 30, "k" * 25, "g", "k" * 8, "u"):
        press(page, *keys)
        row = page.locator("#list .row[aria-selected=true]").bounding_box()
        heading, seen = page.locator("#list .group").first.bounding_box(), page.locator("#list").bounding_box()
        assert row["y"] >= heading["y"] + heading["height"] - 1 >= seen["y"]
        assert row["y"] + row["height"] <= seen["y"] + seen["height"] + 1


def test_a_wider_filter_shows_the_chosen_change_in_its_place(page: Any, long: str) -> None:
    page.goto(long)
    page.fill("#search", "250.5")
    assert page.text_content("#detail h2 .quote").strip() == "250.5吨"
    page.fill("#search", "")
    row = page.locator("#list .row[aria-selected=true]")
    assert row.get_attribute("aria-posinset") == "251"
    row.click(trial=True)  # it is in sight, and nothing lies over it


def test_steps_are_gone_through_again_on_reload(page: Any, long: str) -> None:
    page.goto(long)
    press(page, *"gug", "k", *"kkr")
    before = page.text_content("#decided")
    page.reload()
    assert page.text_content("#decided") == before == "300 of 303 decided"
    verdicts = page.evaluate("[...decisions.values()].map((each) => each.verdict)")
    assert (verdicts.count("accepted"), verdicts.count("rejected")) == (299, 1)


def test_differences_of_other_tables_are_listed_as_far_as_one_reads(page: Any, tmp_path: Path) -> None:
    old = Book([[("成果", "节电 500 度。" + "".join(f"见表 {number}。" for number in range(1000, 1250)))]])
    new = replace(old, excluded={str(number): {"reason": "name"} for number in range(1000, 1250)})
    page.goto(as_file(reviewed(tmp_path, snapshot(old), snapshot(new)), tmp_path))
    assert page.text_content("#others summary") == "250 differences in other tables"
    assert page.locator("#others li").count() == 0
    page.press("#others summary", "Enter")
    page.wait_for_selector("#others li:nth-child(100)")
    assert page.locator("#others li").count() == 100
    for listed in (200, 250):
        page.locator("#others").evaluate("(others) => { others.scrollTop = others.scrollHeight; }")
        page.wait_for_selector(f"#others li:nth-child({listed})")
    assert page.locator("#others li").count() == 250


def test_on_a_phone_the_next_change_is_shown_from_its_top(page: Any, long: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(long)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.click(".actions button.primary")
    assert page.text_content("#detail h2 .quote").strip() == "1.5吨"
    assert 0 <= page.locator("#detail h2").bounding_box()["y"] < 100
