"""What holds on every input: each numeral in exactly one place, offsets that tell the truth, and no chance in it."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import extract
from pipeline.dataset.encode import parquet_bytes
from pipeline.dataset.rows import build_tables
from pipeline.model import Block, Extraction, Span
from pipeline.read.text import read_text
from pipeline.recognise import recognise
from pipeline.run import understand
from tests.quality.books import reading
from tests.recognise.surfaces import full_width, traditional

HERE = Path(__file__).parent
BOOKS = [HERE.parent / "raw/2020/cbca-casebook-2020.txt", *sorted((HERE / "casebooks").glob("*/*.txt"))]

# Numerals of the contract that are no digits of Unicode. Formal forms (壹, 贰) are numerals only where used as numbers.
HAN = frozenset("〇零一二两三四五六七八九十百千万亿半廿卅" + "兩萬億")
MODERATE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_numeral(character: str) -> bool:
    return unicodedata.category(character) in {"Nd", "Nl", "No"} or character in HAN


# Pieces of text that a mixture is made of, with every kind of numeral and of what stands around one.
MIXED = (
    "减排‖节约标准煤‖约‖超过‖每年‖，‖。‖、‖；‖：‖（‖）‖“‖”‖的‖和‖至‖~‖-‖—‖"
    "2020 年‖1-11 月‖十四五‖第‖位‖1、‖（2）‖【1】‖代码 300089‖ISO50001‖RE100‖5G‖CO2‖"
    "PM2.5‖统一‖万一‖一带一路‖数据‖百分点‖一个‖半导体‖零排放‖二氧化碳‖三峡‖万科‖"
    "百分之‖分之‖成‖折‖吨‖万‖亿‖千‖百‖kWh‖千瓦时‖%‖元‖/ 年‖家‖套‖人次‖余‖多‖+‖"
    "倍‖℃‖m²‖×2‖·‖几‖数‖半‖两‖廿‖卅‖〇‖零‖上‖点‖过半‖一半‖俩‖壹‖贰‖拾‖佰‖"
    "零下‖负‖10‖25‖2019‖1998‖½‖①‖Ⅲ‖²‖₂‖٣‖３‖㎡‖1/3‖3.5‖2,000‖530.32.90‖1:3‖"
    "8:30‖0‖.5‖1.2.3‖﹣5‖ ‖\u3000‖\u00a0‖A‖B2C‖x‖*‖=‖/‖.‖,‖°‖'‖\"‖¥‖$‖#‖&‖<‖"
    "|‖\\"
)
PIECES = st.sampled_from(MIXED.split("‖"))
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map("".join),
    st.lists(st.one_of(PIECES, st.integers(0, 99999).map(str), st.text(max_size=3)), max_size=20).map("".join),
    st.lists(PIECES, max_size=20).map("".join).map(traditional),
    st.lists(PIECES, max_size=20).map("".join).map(full_width),
    st.text(alphabet="0123456789.,%/-~:万亿千百十一二两三零半个年月日吨度元多余几数上点分之成折 约", max_size=25),
)  # fmt: skip


def place_of(places: list[Span], text: str) -> Counter[int]:
    """How many of the places hold each offset."""
    assert all(0 <= place.start < place.end <= len(text) for place in places), places
    return Counter(offset for place in places for offset in range(place.start, place.end))


def unplaced(text: str, held: Counter[int]) -> list[str]:
    """Numerals that lie in no place, or in several."""
    return [text[i : i + 8] for i in range(len(text)) if is_numeral(text[i]) and held[i] != 1]


@MODERATE
@given(TEXTS)
def test_every_numeral_lies_in_exactly_one_mention_or_exclusion(text: str) -> None:
    reading = recognise(text)
    held = place_of([found.span for found in (*reading.mentions, *reading.exclusions)], text)
    assert all(count == 1 for count in held.values()), "mentions and exclusions overlap"
    assert unplaced(text, held) == []


# Texts on which the law was once broken; those with a reason break it still.
BROKEN = (
    "零下 10℃",
    "零下3.5",
    "5G1-11 月",
    "×2kWh8:30",
    "千A﹣5",
    "٣成",
    "百分之٣",
    "10成",
    "零下8:30",
    "零下一半",
    "零下1/3",
    "俩零下３",
    "1:3~零",
)


@pytest.mark.parametrize("text", BROKEN)
def test_texts_that_broke_the_law(text: str) -> None:
    reading = recognise(text)
    held = place_of([found.span for found in (*reading.mentions, *reading.exclusions)], text)
    assert all(count == 1 for count in held.values())
    assert unplaced(text, held) == []
    assert all(mention.low <= mention.high for mention in reading.mentions if mention.low is not None)


@MODERATE
@given(TEXTS, st.booleans())
def test_reading_is_deterministic_and_in_order(text: str, cell: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    reading = recognise(text, cell=cell)
    assert recognise(text, cell=cell) == reading
    for found in (reading.mentions, reading.exclusions):
        starts = [item.span.start for item in found]
        assert starts == sorted(starts)


@MODERATE
@given(TEXTS)
def test_the_number_lies_in_its_quote_and_its_ends_are_ordered(text: str) -> None:
    for mention in recognise(text).mentions:
        assert mention.span.start <= mention.value.start < mention.value.end <= mention.span.end
        assert (mention.low is None) is (mention.high is None)
        assert mention.low is None or mention.high is None or mention.low <= mention.high


def source_places(extraction: Extraction) -> list[list[int]]:
    """Source offsets of the characters of every claim and exclusion."""
    places = []
    for section in extraction.blocks:
        for read in section:
            spans = [*(claim.mention.span for claim in read.claims), *(e.span for e in read.exclusions)]
            places += [list(read.block.offsets[span.start : span.end]) for span in spans]
    return places + [list(range(margin.span.start, margin.span.end)) for margin in extraction.margins]


def assert_accounted_for(extraction: Extraction) -> None:
    text = extraction.document.text
    held = Counter(offset for place in source_places(extraction) for offset in place)
    assert all(count == 1 for offset, count in held.items() if not text[offset].isspace())
    assert unplaced(text, held) == []


LINES = st.lists(st.one_of(TEXTS, st.just(""), st.just("◎ 案例概述"), st.just("一、总体"), st.just("项目\t2019\t2020")))


@settings(MODERATE, max_examples=60)
@given(LINES.map("\n".join), st.sampled_from([0, 2020]))
def test_every_numeral_of_a_document_is_accounted_for(text: str, edition: int) -> None:
    document = read_text(text.encode("utf-8", errors="replace"), "book.txt", edition)
    assert_accounted_for(understand(document))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_every_numeral_of_a_book_is_accounted_for(book: Path) -> None:
    assert_accounted_for(reading(book))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_blocks_stand_where_they_say(book: Path) -> None:
    extraction = reading(book)
    blocks: list[Block] = [read.block for section in extraction.blocks for read in section]
    for block in blocks:
        assert len(block.text) == len(block.offsets)
        assert list(block.offsets) == sorted(block.offsets)
        for character, offset in zip(block.text, block.offsets, strict=True):
            source = extraction.document.text[offset]
            assert character == source or (character.isspace() and source.isspace())


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_offsets_and_quotes_agree_and_the_same_bytes_come_twice(book: Path) -> None:
    extraction = reading(book)
    tables = build_tables(extraction)
    for name in ("claims", "exclusions"):
        for row in tables[name].to_pylist():
            assert extraction.document.text[row["char_start"] : row["char_end"]] == row["quote"]
    again = build_tables(extract(book, edition=int(book.parent.name)))
    assert {name: parquet_bytes(table, {}) for name, table in tables.items()} == {
        name: parquet_bytes(table, {}) for name, table in again.items()
    }
