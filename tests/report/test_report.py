"""The page is whole, leads everywhere it says, and runs nothing that stands in a book."""

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine.update import run_all
from pipeline.errors import InvalidDatasetError, MisuseError
from pipeline.report import LANGUAGES, report
from pipeline.report.content import content
from pipeline.report.page import page
from pipeline.report.wording import _words, marked, wording
from pipeline.tally.book import Book, Finding
from tests.tally.books import book, claim

YEARS = (2020, 2021)
HOSTILE = "</p><script>window.pwned=1</script><img src=x onerror=window.pwned=1>\u202e倒写"


@pytest.fixture(scope="module")
def told() -> Book:
    return book(
        claim("aaaa", 2.0, sentence=f"{HOSTILE}减排 2.0 吨。", metric=HOSTILE),
        claim("bbbb", 2.0, line=7, page=3),
        claim("cccc", 5.0, case_no=2, status="planned", period="2030"),
        claim("dddd", 4.0, case_no=2, aggregation="level", confidence=0.4),
        claim("eeee", 3.0, case_no=2, aggregation="level", norm_low=None, norm_high=None),
        claim("ffff", 3.0, case_no=2, aggregation="level"),
        relations=[("same_as", "bbbb", "aaaa"), ("from_to", "dddd", "ffff")],
        findings=[
            Finding(2020, "book.txt", "sum", "error", ["aaaa", "gone"], "合计不符"),
            Finding(2020, "book.txt", "number.missing", "warning", [], "缺少数字"),
        ],
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def html(request: pytest.FixtureRequest, told: Book) -> str:
    words = wording(request.param, {})
    return page(content(told, words), words, f"标题{HOSTILE}")


def test_a_finding_without_a_claim_names_its_document(html: str) -> None:
    assert re.search(r"缺少数字\s+2020/book\.txt\s", html)


def test_every_link_leads_somewhere(html: str) -> None:
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)


def test_every_claim_is_there_and_what_was_counted_leads_to_it(html: str) -> None:
    assert set(re.findall(r'id="c-(\w+)"', html)) == {"aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff"}
    assert '<s><a class="number" href="#c-bbbb">' in html


def test_nothing_is_loaded(html: str) -> None:
    assert not re.findall(r'(?:src|href)="(?!#)', html)
    assert not re.findall(r"url\(|@import", html)
    assert "default-src &#39;none&#39;" in html


def test_text_of_a_book_is_text(html: str) -> None:
    assert "<script>window" not in html
    assert "<img" not in html
    assert "\u202e" not in html
    assert html.count("<script>") == 1


def test_the_languages_have_the_same_words() -> None:
    first, second = (_words()[language] for language in LANGUAGES)
    assert first.keys() == second.keys()


@pytest.mark.parametrize(
    ("quote", "sentence", "start", "parts"),
    [
        ("5 吨", "减排 5 吨。", 3, ("减排 ", "5 吨", "。")),
        ("5 \n吨", "减排 5 吨。", 3, ("减排 ", "5 吨", "。")),
        ("5 吨", "节煤 5 吨，减排 5 吨。", 11, ("节煤 5 吨，减排 ", "5 吨", "。")),
        ("9 吨", "减排 5 吨。", 3, ("减排 5 吨。", "", "")),
    ],
)
def test_the_number_is_marked_where_it_stands(
    quote: str, sentence: str, start: int, parts: tuple[str, str, str]
) -> None:
    assert marked(claim("a", 5.0, quote=quote, sentence=sentence, char_start=start)) == parts


def test_of_a_cell_the_last_is_marked() -> None:
    assert marked(claim("a", 5.0, quote="5", sentence="5 号 | 产量 | 5", in_table=True)) == ("5 号 | 产量 | ", "5", "")


@pytest.mark.usefixtures("plain_stages")
def test_a_book_without_claims_has_a_page(raw: Path, tmp_path: Path) -> None:
    run_all(raw, tmp_path / "out")
    assert "Nothing of this kind" in report(tmp_path / "out")


def test_what_is_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(MisuseError):
        report(tmp_path / "none")
    with pytest.raises(InvalidDatasetError):
        report(tmp_path)


def test_the_page_in_a_browser(browser: Any, told: Book, tmp_path: Path) -> None:
    words = wording("en", {})
    (tmp_path / "r.html").write_text(page(content(told, words), words, "标题"), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 390, "height": 800})
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto((tmp_path / "r.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    tab.fill("#search", "减排 4.0")
    assert tab.locator(".claim:visible").count() == 1
    assert tab.text_content("#shown b") == "1"
    tab.select_option("select[data-field=status]", "planned")
    assert tab.locator("#none").is_visible()
    tab.locator(".total summary").first.click()
    tab.locator(".total a.number").first.click()  # what the filters hide is shown when a link leads to it
    assert tab.locator(".claim:visible").count() == 6
    tab.select_option("select[data-field=state]", "finding")
    assert tab.locator(".claim:visible").count() == 1
    assert tab.evaluate("window.pwned") is None
    assert said == []
    tab.close()


@pytest.fixture(scope="module")
def editions() -> Book:
    """Two editions that tell of the same organisation, which has the longest of names."""
    told = book(
        claim("aaaa", 2.0, bound="approx"),
        claim("bbbb", 3.0, edition=2021, metric="一期减排"),
        claim("cccc", 5.0, edition=2021, metric="二期减排"),
        claim("dddd", 9.0, status="planned", period="2021", bound="at_least"),
        claim("eeee", 9.0, status="planned", period="2030", indicator="water.used"),
        claim("ffff", 1.0, edition=2021, case_no=2),
        *(claim(f"{year}", year * 1e6, edition=year, indicator="electricity.used", norm_unit="kW.h") for year in YEARS),
    )
    long = "国家能源投资集团江南省电力新能源开发有限责任公司"
    cases = {name: replace(case, organisation=case.organisation and long) for name, case in told.cases.items()}
    return replace(told, cases=cases)


def test_editions_are_told_side_by_side(editions: Book) -> None:
    words = wording("en", {})
    html = page(content(editions, words), words, "标题")
    across = html[html.index('id="across"') : html.index('id="cases"')]
    assert re.findall(r'href="#c-(\w+)"', across) == [
        "2020",
        "2021",
        "aaaa",
        "bbbb",
        "cccc",
        "dddd",
        "bbbb",
        "cccc",
        "eeee",
    ]
    told = " ".join(re.sub(r"<[^>]+>", " ", across).split())
    assert "about 2 8 3 + 5 about +300 %" in told
    assert "2020 planned at least 9 t 减排 · fall · for 2021 2021 reported 3 t 一期减排 · fall" in told
    assert "nothing of it is reported later" in told
    assert "Only in 2021:" in told


def test_a_label_that_is_cut_keeps_its_year(editions: Book) -> None:
    narrow = content(editions, wording("en", {})).charts["topics"].narrow
    assert re.findall(r">(20\d\d) 国家能源[^<]*…<", narrow) == ["2020", "2021", "2021"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_beside_the_window(
    browser: Any, editions: Book, tmp_path: Path, width: int, language: str
) -> None:
    words = wording(language, {("indicator", "ghg.reduction"): "Greenhouse-gas reductions"})
    (tmp_path / "r.html").write_text(page(content(editions, words), words, "标题"), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto((tmp_path / "r.html").as_uri())
    assert tab.evaluate(BESIDE) == []
    tab.close()


BESIDE = """[...document.querySelectorAll("nav a, #across *")].filter((each) => {
  const { left, right } = each.getBoundingClientRect();
  return left < 0 || right > innerWidth;
}).map((each) => each.textContent)"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_chart_is_cut(browser: Any, tmp_path: Path, width: int, language: str) -> None:
    topics = ("activity", "materials", "ghg", "finance", "electricity", "area", "equipment", "water", "waste")
    names = {("topic", topic): f"{topic.title()} and others" for topic in topics if language == "en"}
    claims = [claim(f"{number:04x}", 2.0, topic=topic) for number, topic in enumerate(topics)]
    led = [
        claim(f"{number:04x}", value, period="2030", metric="每一名员工一年的减排")
        for number, value in ((20, 0.5), (21, 9.0))
    ]
    words = wording(language, names)
    (tmp_path / "r.html").write_text(
        page(content(book(*claims, *led, relations=[("from_to", "0014", "0015")]), words), words, "标题"), "utf-8"
    )
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto((tmp_path / "r.html").as_uri())
    assert tab.locator("figure svg:visible").count() == 2
    assert tab.evaluate(OUTSIDE) == []
    tab.close()


OUTSIDE = """[...document.querySelectorAll("figure svg")].flatMap((svg) => {
  const room = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => {
    const { left, right } = text.getBoundingClientRect();
    return text.textContent && (left < room.left - 1 || right > room.right + 1);
  }).map((text) => text.textContent);
})"""


def test_a_cell_is_told_with_the_heads_it_stands_under() -> None:
    cell = claim("aaaa", 2.0, in_table=True, item="二号楼", row_label="二号楼", column_label="减排 / 2020 年")
    words = wording("en", {})
    assert "公司1 · 二号楼 · 减排 / 2020 年</span>" in page(content(book(cell), words), words, "标题")


def test_many_cases_make_no_endless_chart() -> None:
    many = book(*(claim(f"{number:04x}", 2.0, case_no=number) for number in range(1, 90)))
    words = wording("en", {})
    html = page(content(many, words), words, "标题")
    assert "60 rows at most" in html
    assert html.count('href="#case-2020-0-1"') > html.count('href="#case-2020-0-89"') > 0


@pytest.mark.usefixtures("plain_stages")
@pytest.mark.parametrize("missing", ["jinja2", "vl_convert"])
def test_what_is_not_installed_is_named(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    run_all(raw, tmp_path / "out")
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(sys.modules, "pipeline.report.page")
    monkeypatch.setattr(sys.modules["pipeline.report.content"], "targets", lambda _: (claim("a", 5.0, period="2030"),))
    with pytest.raises(MisuseError, match=r"casebook-pipeline\[report\]"):
        report(tmp_path / "out")
