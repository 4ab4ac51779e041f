"""The review page as a person meets it, in a real browser."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reading_page import IN_VIEW, altered, file_of
from pipeline.review.change import Kind
from pipeline.review.decisions import Decision, Verdict, from_record, read, write
from pipeline.review.diff import compare
from pipeline.review.merge import merge_files
from pipeline.review.replay import replay
from pipeline.review.session import sides
from pipeline.review.snapshot import Snapshot
from pipeline.review.standing import State, standing
from tests.review.casebooks import Book, build, rows, snapshot
from tests.review.conftest import HOSTILE, NEW, Review, as_file, press, reviewed

EXTRACTED = Path(__file__).parents[2] / "extracted"
SAVED = "#saved:text-is('all saved')"


def choose(page: Any, quote: str) -> None:
    page.locator(f"#list .row:has(.quote:text-is('{quote}'))").click()
    page.locator("#list").focus()


def state(page: Any, quote: str) -> str:
    return str(page.locator(f"#list .row:has(.quote:text-is('{quote}')) .state").text_content())


def saved(page: Any, tmp_path: Path) -> dict[str, Decision]:
    """What the page's file holds, by quote."""
    with page.expect_download() as download:
        page.click("#save")
    path = tmp_path / "saved.jsonl"
    download.value.save_as(path)
    return {decision.evidence.quote: decision for decision in read(path)}


def test_changes_are_listed_by_cause_the_heaviest_first(page: Any, static: str) -> None:
    page.goto(static)
    assert page.text_content("#title") == "HEAD → extracted"
    groups = page.locator("#list .group").all_text_contents()
    assert groups[0] == "rule test.range fires instead of test.unit: 1 changed"
    assert groups[-1] == "rule test.hedged fires instead of test.unit: 2 changed"
    assert "source text of book.txt differs: 1 added" in groups
    assert page.text_content("#decided") == "0 of 7 decided"


def test_the_source_is_shown_with_both_quotes_marked_and_in_view(page: Any, static: str) -> None:
    page.goto(static)
    choose(page, "20吨")
    mark = page.locator(".passage mark.old.new")
    assert mark.text_content() == "20 吨"
    assert mark.is_visible()
    cells = page.locator(".reading tbody tr").all_text_contents()
    assert "unittt{CO2}" in cells
    choose(page, "15台")
    assert page.locator(".passage mark.old").text_content() == "12 台"
    assert page.locator(".passage mark.new").text_content() == "15 台"


def test_hostile_text_is_shown_as_text(page: Any, static: str, served: str) -> None:
    for address in (static, served):
        page.goto(address)
        choose(page, "500度")
        shown = page.locator(".passage").text_content()
        assert HOSTILE.strip() in shown
        assert "U+202E倒写U+202C =cmd|'/C calc'!A0 {{script}} 🌱" in shown
        assert page.evaluate("window.pwned") is None
        assert page.locator("script").count() == 2
        assert page.locator(".passage img, .passage a").count() == 0


def test_no_other_script_runs_and_nothing_is_loaded(page: Any, static: str) -> None:
    page.goto(static)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.pwned=1>')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.pwned = 1'}))")
    assert page.evaluate("fetch('https://example.org').then(() => 'loaded', () => 'refused')") == "refused"
    assert page.evaluate("window.pwned") is None


def test_everything_can_be_decided_by_keyboard_alone(page: Any, static: str, tmp_path: Path) -> None:
    page.goto(static)
    seen = {}
    for key in "arouaj":  # accept, no claim, keep old, undo, accept, next
        seen[key] = page.text_content("#detail h2 .quote").strip()
        press(page, key)
    assert page.text_content("#decided") == "3 of 7 decided"
    press(page, "?")
    assert page.locator("#keys").is_visible()
    press(page, "Escape", "/")
    page.keyboard.type("旧")
    assert page.text_content("#shown") == "0 of 7 shown"
    page.fill("#search", "")
    press(page, "Escape", "k", "ArrowDown", "d")
    assert len(saved(page, tmp_path)) == 3


def test_accept_reject_and_keep_old(page: Any, static: str, tmp_path: Path) -> None:
    page.goto(static)
    for quote, key in (("500度", "o"), ("20吨", "a"), ("5台", "r"), ("8%", "o"), ("15台", "a")):
        choose(page, quote)
        press(page, key)
    found = saved(page, tmp_path)
    assert {quote: decision.verdict for quote, decision in found.items()} == {
        "500 度": Verdict.CORRECTED,
        "20 吨": Verdict.ACCEPTED,
        "5 台": Verdict.REJECTED,
        "8%": Verdict.CLAIMED,
        "15 台": Verdict.ACCEPTED,
    }
    assert found["500 度"].correction == {"low": 500, "high": 500}
    assert found["8%"].correction == {"low": 8, "high": 8, "unit": "%", "metric": "万元，占"}
    assert {decision.reviewer for decision in found.values()} == {"林"}


def test_edit_values_and_fields_with_a_note(page: Any, static: str, tmp_path: Path) -> None:
    page.goto(static)
    choose(page, "20吨")
    press(page, "e")
    page.fill("form.edit [name=low]", "30")
    press(page, "Enter")
    assert page.text_content("form.edit .problem") == "low is not more than high"
    page.fill("form.edit [name=high]", "1,030")
    page.select_option("form.edit [name=direction]", "decrease")
    page.fill("form.edit [name=period]", "去年")
    press(page, "Enter")
    assert "period is a time" in page.text_content("form.edit .problem")
    page.fill("form.edit [name=period]", "2019")
    page.fill("form.edit [name=note]", "见表二")
    page.click("form.edit button[type=submit]")
    decision = saved(page, tmp_path)["20 吨"]
    assert decision.correction == {"low": 30, "high": 1030, "direction": "decrease", "period": "2019"}
    assert decision.note == "见表二"


def test_undo_takes_back_one_step_after_the_other(page: Any, static: str) -> None:
    page.goto(static)
    choose(page, "20吨")
    press(page, "a")
    choose(page, "20吨")
    press(page, "r")
    assert state(page, "20吨") == "rejected"
    press(page, "u")
    assert state(page, "20吨") == "accepted"
    press(page, "u")
    assert state(page, "20吨") == ""
    press(page, "u")
    assert page.text_content("#message") == "Nothing to undo."


def test_a_whole_group_is_accepted_and_taken_back_in_one_step(page: Any, static: str) -> None:
    page.goto(static)
    choose(page, "7亩")
    press(page, "g")
    assert (state(page, "7亩"), state(page, "9亩"), state(page, "20吨")) == ("accepted", "accepted", "")
    press(page, "u")
    assert (state(page, "7亩"), state(page, "9亩")) == ("", "")


def test_nothing_is_lost_on_reload(page: Any, static: str, tmp_path: Path) -> None:
    page.goto(static)
    choose(page, "20吨")
    press(page, "a")
    choose(page, "5台")
    press(page, "r")
    before = saved(page, tmp_path)
    page.reload()
    assert page.text_content("#decided") == "2 of 7 decided"
    assert saved(page, tmp_path) == before


def test_an_excluded_numeral_is_made_a_claim_in_place(page: Any, static: str, tmp_path: Path) -> None:
    page.goto(static)
    choose(page, "20吨")
    numeral = page.locator(".passage .excluded:text-is('6')")
    assert numeral.get_attribute("title") == "no claim: identifier, rule test.bare"
    numeral.press("Enter")
    page.fill("form.edit [name=quote]", "6 名")
    page.fill("form.edit [name=low]", "6")
    page.fill("form.edit [name=high]", "6")
    page.fill("form.edit [name=unit]", "1")
    press(page, "Enter")
    assert page.locator(".passage .claimed").text_content() == "6"
    (decision,) = saved(page, tmp_path).values()
    claims = replay(build(NEW), [decision])["claims"].to_pylist()
    assert "6 名" in [row["quote"] for row in claims]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_an_excluded_numeral_over_a_line_break_flows_like_the_text_around_it(
    page: Any, tmp_path: Path, key: str
) -> None:
    old = Book([[("成果", "节电 500 度。旧机共 12\n台，新机若干。")]], excluded={"12\n台": {"reason": "name"}})
    new = replace(old, claims={"500 度": {"low": 501.0, "high": 501.0}})
    page.goto(as_file(reviewed(tmp_path, snapshot(old), snapshot(new)), tmp_path))
    numeral = page.locator(".passage .excluded")
    assert numeral.text_content() == "12\n台"
    assert numeral.evaluate(LINES) == {"before": 0, "ends": 1, "after": 1}
    numeral.press(key)
    assert page.text_content("form.edit h3") == "Make “12\n台” a claim"
    assert page.evaluate("document.activeElement.closest('form.edit') !== null")


# the line of the first and the last character of an element, of the one before it and of the one after it
LINES = """(each) => {
  const top = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getClientRects()[0].top;
  };
  const text = each.firstChild;
  const first = top(text, 0);
  const line = (node, at) => Math.round((top(node, at) - first) / parseFloat(getComputedStyle(each).lineHeight));
  const [before, after] = [each.previousSibling, each.nextSibling];
  return { before: line(before, before.length - 1), ends: line(text, text.length - 1), after: line(after, 0) };
}"""


def test_a_saved_file_is_merged_beside_the_source(page: Any, static: str, review: Review, tmp_path: Path) -> None:
    page.goto(static)
    choose(page, "20吨")
    press(page, "g")
    saved(page, tmp_path)
    assert len(merge_files(review.raw, [tmp_path / "saved.jsonl"]).decisions) == 1
    assert [decision.evidence.quote for decision in read(review.decisions)] == ["20 吨"]


def test_served_decisions_are_written_at_once_and_replayed(page: Any, served: str, review: Review) -> None:
    page.goto(served)
    for quote, key in (("500度", "o"), ("5台", "r"), ("8%", "o"), ("7亩", "g")):
        choose(page, quote)
        press(page, key)
    page.wait_for_selector(SAVED)
    decisions = read(review.decisions)
    assert len(decisions) == 5
    claims = {row["quote"]: row for row in replay(build(NEW), decisions)["claims"].to_pylist()}
    assert claims["500 度"]["low"] == 500
    assert json.loads(claims["500 度"]["machine_reading"]) == {"low": 501, "high": 501}
    assert "5 台" not in claims
    assert claims["8%"]["unit"] == "%"
    page.reload()
    assert page.text_content("#decided") == "5 of 7 decided"
    choose(page, "5台")
    press(page, "a")
    page.wait_for_selector(SAVED)
    assert {decision.verdict for decision in read(review.decisions)} >= {Verdict.ACCEPTED}


def test_served_decisions_wait_in_the_browser_while_the_server_is_away(page: Any, served: str, review: Review) -> None:
    page.goto(served)
    page.route("**/decisions", lambda route: route.abort())
    choose(page, "5台")
    press(page, "r")
    page.wait_for_selector("#saved:text-is('not saved')")
    assert not review.decisions.exists()
    page.unroute("**/decisions")
    page.goto("about:blank")
    page.goto(served)
    page.wait_for_selector(SAVED)
    assert [decision.evidence.quote for decision in read(review.decisions)] == ["5 台"]


def by_another(review: Review, quote: str) -> Decision:
    """What another server keeps for another reviewer: she rejects a claim."""
    stub = next(each["decision"] for each in review.session.data["changes"] if each["quote"] == quote)
    said = {"verdict": "rejected", "correction": {}, "reviewer": "王", "time": "2024-05-01T08:00:00Z", "note": None}
    decision = from_record(stub | said, "another server")
    write(review.decisions, [*read(review.decisions), decision])
    return decision


def test_what_another_decided_first_stays_and_is_shown_and_can_be_replaced(
    page: Any, served: str, review: Review
) -> None:
    page.goto(served)
    theirs = by_another(review, "20吨")
    choose(page, "20吨")
    press(page, "a")
    page.wait_for_selector("#message:has-text('1 decided elsewhere first (王)')")
    assert read(review.decisions) == (theirs,)
    assert state(page, "20吨") == "rejected"
    press(page, "u")
    assert page.text_content("#message") == "Nothing to undo."
    choose(page, "20吨")
    assert "王" in page.text_content("#detail .standing")
    press(page, "a")
    page.wait_for_selector(SAVED)
    assert [(each.verdict, each.reviewer) for each in read(review.decisions)] == [(Verdict.ACCEPTED, "林")]


def test_a_step_kept_in_the_browser_does_not_undo_what_another_decided_meanwhile(
    page: Any, served: str, review: Review
) -> None:
    page.goto(served)
    page.route("**/decisions", lambda route: route.abort())
    for quote in ("5台", "20吨"):
        choose(page, quote)
        press(page, "a")
    page.wait_for_selector("#saved:text-is('not saved')")
    theirs = by_another(review, "20吨")
    page.unroute("**/decisions")
    page.goto("about:blank")
    page.goto(served)
    page.wait_for_selector("#message:has-text('1 decided elsewhere first (王)')")
    assert (state(page, "5台"), state(page, "20吨")) == ("accepted", "rejected")
    assert theirs in read(review.decisions)
    assert len(read(review.decisions)) == 2


@pytest.mark.parametrize("note", ["a\u2028b\u2029c\x85d", "见\n表头", "a\x0b\x0c\x1c\x1d\x1e🌱"])
def test_a_note_of_any_text_is_saved_and_there_after_a_reload(
    page: Any, served: str, review: Review, note: str
) -> None:
    page.goto(served)
    for expected in (note, f"{note}2"):
        choose(page, "20吨")
        press(page, "e")
        page.locator("form.edit [name=note]").evaluate("(area, text) => { area.value = text; }", expected)
        page.locator("form.edit button.primary").click()
        page.wait_for_selector(SAVED)
        assert [each.note for each in read(review.decisions)] == [expected]
        page.reload()
        choose(page, "20吨")
        press(page, "e")
        assert page.locator("form.edit [name=note]").input_value() == expected
        press(page, "Escape")


def test_an_earlier_acceptance_is_open_again_where_the_reading_changed(page: Any, served: str, review: Review) -> None:
    page.goto(served)
    choose(page, "20吨")
    press(page, "a")
    page.wait_for_selector(SAVED)
    text = review.decisions.read_text(encoding="utf-8")
    review.decisions.write_text(text.replace('"unit": "t{CO2}"', '"unit": "kg"'), encoding="utf-8")
    page.reload()
    choose(page, "20吨")
    assert state(page, "20吨") == "open again"
    assert "unit is t{CO2} and was accepted as kg" in page.text_content("#detail .standing")
    press(page, "a")
    assert state(page, "20吨") == "accepted"


def test_filters_narrow_the_list_and_the_group_that_is_accepted(page: Any, static: str) -> None:
    page.goto(static)
    page.select_option("#filter-weight", "high")
    assert page.text_content("#shown") == "5 of 7 shown"
    page.select_option("#filter-weight", "")
    page.select_option("#filter-field", "bound")
    assert page.locator("#list .row .quote").all_text_contents() == ["7亩", "9亩"]
    page.fill("#search", "9亩")
    press(page, "Escape", "g")
    page.fill("#search", "")
    page.select_option("#filter-field", "")
    assert (state(page, "7亩"), state(page, "9亩")) == ("", "accepted")


def test_nobody_decides_without_a_name(page: Any, static: str) -> None:
    page.goto(static)
    page.fill("#reviewer", "")
    choose(page, "20吨")
    press(page, "a")
    assert page.text_content("#decided") == "0 of 7 decided"
    assert page.evaluate("document.activeElement.id") == "reviewer"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_it_fits_and_can_be_read(browser: Any, static: str, scheme: str, width: int, height: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.goto(static)
    press(page, "e")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(FAINT) == []
    context.close()


UNNAMED = """[...document.querySelectorAll('button, [role=button], input, select, textarea, progress')]
  .filter((each) => each.offsetParent && !(each.textContent.trim() || each.ariaLabel || each.labels?.length))
  .map((each) => each.outerHTML)"""

FAINT = """(() => {
  const channels = (colour) => colour.match(/[0-9.]+/g).map(Number);
  const light = (colour) => {
    const [red, green, blue] = channels(colour).slice(0, 3).map((value) => value / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (each) => {
    for (let at = each; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (channels(colour).length < 4 || channels(colour)[3] === 1) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('body *')]
    .filter((each) => each.offsetParent && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((each) => {
      const [one, two] = [light(getComputedStyle(each).color), light(ground(each))].sort((a, b) => b - a);
      return [each.className, each.textContent.slice(0, 20), (one + 0.05) / (two + 0.05)];
    })
    .filter(([, , ratio]) => ratio < 4.5);
})()"""


def test_decisions_outlive_a_run_that_changes_nothing(page: Any, served: str, review: Review) -> None:
    page.goto(served)
    for quote, key in (("5台", "r"), ("20吨", "a")):
        choose(page, quote)
        press(page, key)
    page.wait_for_selector(SAVED)
    decisions = read(review.decisions)
    assert compare(review.new, review.new).counts[Kind.CHANGED] == 0
    assert {found.state for found in standing(decisions, review.new)} == {State.HOLDS, State.WAITS}
    assert len(list(rows(review.new))) == 8


def test_a_finding_stands_beside_its_claim_and_is_acknowledged_with_a_reason(page: Any, tmp_path: Path) -> None:
    claim = next(row for row in rows(snapshot(NEW), "claims") if row["quote"] == "20 吨")
    found = {"source": "book.txt", "severity": "error", "claim_ids": [claim["claim_id"]]}
    about = found | {"finding_id": "f" * 16, "check": "factor.band", "message": "超出公布值范围"}
    missing = found | {"finding_id": "e" * 16, "check": "number.missing", "message": "缺少数字", "claim_ids": []}
    now = snapshot(replace(NEW, findings=(about, missing)), name="extracted")
    page.goto(as_file(reviewed(tmp_path, snapshot(NEW, name="HEAD"), now), tmp_path))
    page.fill("#reviewer", "林")
    assert page.text_content("#findings summary") == "2 findings of the audit, 2 open"
    page.click("#findings summary")
    page.click("#findings [aria-label='Finding: number.missing'] button")
    page.fill("textarea[name=reason]", "已核对")
    page.click("form.edit button[type=submit]")
    assert "acknowledged: 已核对" in str(page.text_content("#findings"))
    assert page.text_content("#findings summary") == "2 findings of the audit, 1 open"
    kept = saved(page, tmp_path)
    assert (kept["number.missing"].verdict, kept["number.missing"].note) == (Verdict.ACKNOWLEDGED, "已核对")


def test_a_first_extraction_is_read_in_order_paragraph_by_paragraph(page: Any, tmp_path: Path) -> None:
    book = Book(
        [
            [("成果", "节电 500 度，减排 20 吨。\n\n投资 3 万元。"), ("亮点", "植树 7 亩。")],
            [("成果", "设备 12 台。")],
        ],
        claims={"3 万元": {"confidence": 0.3}},
    )
    review = reviewed(tmp_path, Snapshot("nothing", {}, {}), snapshot(book, name="extracted"))
    page.goto(as_file(review, tmp_path))
    page.fill("#reviewer", "林")
    page.locator("#list").focus()
    quotes = page.locator("#list .row .quote")
    assert quotes.first.text_content() == "3万元"
    press(page, "m")
    assert quotes.all_text_contents() == ["500度", "20吨", "3万元", "7亩", "12台"]
    choose(page, "500度")
    assert page.locator(".paragraph.here mark.claim").all_text_contents() == ["500 度", "20 吨"]
    assert page.locator(".paragraph.here .margin li").count() == 2
    press(page, "p")
    assert page.text_content("#message") == "2 of this paragraph accepted; u takes them back."
    assert [state(page, quote) for quote in ("500度", "20吨", "3万元")] == ["accepted", "accepted", ""]
    press(page, "u")
    assert page.text_content("#message") == "Taken back: the decision on 500度, 20吨."
    press(page, "f")
    assert page.locator("#list .row[aria-selected=true] .quote").text_content() == "3万元"
    page.select_option("#filter-doubt", "low confidence")
    assert quotes.all_text_contents() == ["3万元"]


def test_findings_never_push_the_quote_out_of_the_window(page: Any, tmp_path: Path) -> None:
    sentences = "".join(f"{'说明' * 100}设备 {number} 台。" for number in range(40, 46))
    book = Book([[("成果", sentences)]])
    (claim, *_) = (row for row in build(book)["claims"].to_pylist() if row["quote"] == "43 台")
    found = {"source": "book.txt", "check": "sum.part", "severity": "error", "claim_ids": [claim["claim_id"]]}
    findings = [found | {"finding_id": f"{number:016x}", "message": "各项之和不符，" * 20} for number in range(4)]
    new = snapshot(replace(book, findings=findings))
    page.goto(as_file(reviewed(tmp_path, Snapshot("nothing", {}, {}), new), tmp_path))
    page.locator("#list").focus()
    for key in ("", "m"):
        press(page, *key)
        choose(page, "43台")
        mark = page.locator(".passage mark.new").bounding_box()
        assert 0 < mark["y"] < 800 - mark["height"]


def test_a_cell_is_read_with_what_it_is_of(page: Any, tmp_path: Path) -> None:
    cell = {"in_table": True, "item": "二号楼", "row_label": "二号楼", "column_label": "用电 / 2020 年"}
    book = Book([[("成果", "二号楼 500 度")]], claims={"500 度": cell})
    page.goto(as_file(reviewed(tmp_path, Snapshot("nothing", {}, {}), snapshot(book)), tmp_path))
    assert "of 二号楼 | 用电 / 2020 年" in page.text_content("#list .row .words")
    assert "of二号楼 | 用电 / 2020 年" in page.locator(".reading dl div").all_text_contents()
    page.locator("#list").focus()
    press(page, "m")
    assert "二号楼 | 用电 / 2020 年" in page.text_content(".paragraph.here .margin li")


def test_a_group_that_reaches_into_several_cases_is_asked_for_twice(page: Any, tmp_path: Path) -> None:
    old = Book([[("成果", "节电 500 度。")], [("成果", "设备 12 台。")]])
    new = replace(old, claims={quote: {"bound": "approx", "rule": "test.hedged"} for quote in ("500 度", "12 台")})
    page.goto(as_file(reviewed(tmp_path, snapshot(old, name="HEAD"), snapshot(new, name="extracted")), tmp_path))
    page.fill("#reviewer", "林")
    choose(page, "500度")
    press(page, "g")
    assert page.text_content("#message") == "2 in case 1, case 2: g again accepts them all."
    assert state(page, "12台") == ""
    press(page, "g")
    assert (state(page, "500度"), state(page, "12台")) == ("accepted", "accepted")


def test_numbers_are_rounded_for_the_eye_and_told_in_full_where_that_hides_a_difference(
    page: Any, tmp_path: Path
) -> None:
    def read_as(value: float) -> Snapshot:
        claims = {"500 度": {"low": value, "high": value}, "12 台": {"low": value, "high": 51888.87}}
        return snapshot(Book([[("成果", "节电 500 度。设备 12 台。")]], claims=claims))

    page.goto(as_file(reviewed(tmp_path, read_as(1 / 3), read_as(1 / 3 + 1e-8)), tmp_path))
    choose(page, "500度")
    assert "0.333333 kW.h" in page.text_content("#list .row[aria-selected=true] .words")
    low = page.locator(".reading tbody tr:has(th:text-is('low')) td")
    assert low.all_text_contents() == ["0.3333333333333333", "0.3333333433333333"]
    choose(page, "12台")
    assert "0.333333–51,888.87 设备" in page.text_content("#list .row[aria-selected=true] .words")
    assert "high51,888.87" in page.locator(".reading dl div").all_text_contents()


@pytest.mark.parametrize("first", [True, False])
def test_nothing_stands_beside_a_narrow_window(page: Any, review: Review, tmp_path: Path, *, first: bool) -> None:
    old = Snapshot("nothing", {}, {}) if first else review.old
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(as_file(reviewed(tmp_path, old, review.new), tmp_path))
    for _ in page.locator("#list .row").all():
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        press(page, "j")


def test_the_judged_quote_is_in_view_wherever_one_steps(page: Any, tmp_path: Path) -> None:
    """A slice of what `benchmarks.reading_page` walks through."""
    nothing, new = sides(str(EXTRACTED), None, EXTRACTED)
    for place in (file_of(nothing, new, tmp_path), file_of(altered(new), new, tmp_path)):
        page.goto(place)
        page.locator("#list").focus()
        press(page, "m")  # says of changes that they have no reading order
        count = page.evaluate("visible.length")
        assert count > 500
        for number in range(0, count, count // 20):
            page.evaluate(f"choose(visible[{number}])")
            assert page.evaluate(IN_VIEW), page.evaluate("`${chosen.place} ${chosen.quote}`")
