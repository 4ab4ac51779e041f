"""Encodings: the same text whatever it was saved in, and a clear message where it is no text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnusableSourceError
from pipeline.read import read_document
from pipeline.read.encoding import Doubted, Refusal, decode
from pipeline.status import DocumentStatus

BOOK = Path("raw/2020/cbca-casebook-2020.txt")

SHORT = [
    "案例概述",
    "年减排二氧化碳4.6万吨。",
    "◎ 项目成果\n● 节约用电1200万度；",
    "一家银行的绿色贷款余额为988.81亿元，较年初增加343.19亿元。",
]
SHORT_TRADITIONAL = ["項目成果", "每日處理廚餘40公噸。", "電動巴士的第一個冬天", "溫室氣體排放量減少50%"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", SHORT)
def test_a_short_simplified_text_is_told_in_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "cp950", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("text", SHORT_TRADITIONAL)
def test_a_short_traditional_text_is_told_in_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.text(alphabet=sorted(set("".join(SHORT)) - set("\n")), min_size=6))
def test_any_common_text_is_told_from_big5(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


def test_the_real_book_is_the_same_in_every_encoding() -> None:
    text = BOOK.read_text(encoding="utf-8")
    for encoding in ("gb18030", "utf-16", "utf-16-le", "utf-8-sig"):
        assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_breaks_become_newlines_and_nothing_else_changes(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "book.txt"
    path.write_bytes(" ◎ 案例概述 \t\n\n每年２ 吨\u3000。\n".replace("\n", ending).encode())
    assert read_document(path, "book.txt", 2021).text == " ◎ 案例概述 \t\n\n每年２ 吨\u3000。\n"


FOREIGN = {
    "euc_kr": "우리 회사는 지난해 온실가스 배출량을 12% 줄였다.",
    "cp949": "환경 보고서",
    "euc_jp": "当社は昨年、温室効果ガスの排出量を12%削減しました。",
    "shift_jis": "工場の屋根に太陽光パネルを設置した。",
    "latin-1": "Les émissions ont été réduites de 12 % l'année dernière.",
}


@pytest.mark.parametrize("encoding", FOREIGN)
def test_a_text_in_a_foreign_encoding_is_refused_with_the_place(encoding: str) -> None:
    found = decode(("CSR 2020\n" + FOREIGN[encoding]).encode(encoding))
    assert isinstance(found, Refusal)
    assert "(line 2)" in found.why


PARAGRAPH = "该项目每年减少二氧化碳排放三万吨，节约用水二百万立方米，惠及周边十二个社区的居民。\n"
TRADITIONAL = "該項目每年減少二氧化碳排放三萬噸，節約用水二百萬立方米，惠及周邊十二個社區的居民。\n"


@pytest.mark.parametrize(
    ("whole", "part", "written"),
    [
        ("utf-8", "gb18030", PARAGRAPH),
        ("utf-8", "cp950", TRADITIONAL),
        ("gb18030", "utf-8", PARAGRAPH),
        ("gb18030", "cp950", TRADITIONAL),
        ("gb18030", "euc_kr", FOREIGN["euc_kr"] + "\n"),
        ("gb18030", "euc_jp", FOREIGN["euc_jp"] + "\n"),
        ("utf-16-le", "utf-8", PARAGRAPH),
    ],
)
@pytest.mark.parametrize("behind", [0, 3, 40])
def test_a_file_in_two_encodings_is_refused_with_the_place(whole: str, part: str, written: str, behind: int) -> None:
    before = (PARAGRAPH * 5).encode(whole)
    found = decode(before + written.encode(part) + (PARAGRAPH * behind).encode(whole))
    assert isinstance(found, Refusal | Doubted)
    assert "(line 6)" in found.why


@pytest.mark.parametrize(
    "line",
    [
        "主编：鑫淼 犇骁 焱垚 赟昊 翀昱 喆颀 頔玥",
        "合作伙伴：Crédit Agricole、Société Générale、Énergie de Genève",
        "Zhōngguó Qǐyè Qìhòu Xíngdòng Ànlì Jí",
        "Компания Северный ветер",
    ],
)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_line_of_rare_names_or_foreign_words_costs_no_book(line: str, encoding: str) -> None:
    text = PARAGRAPH * 20 + line + "\n" + PARAGRAPH * 20
    found = decode(text.encode(encoding))
    assert (found.text if isinstance(found, Doubted) else found) == text


def test_where_a_byte_is_lost_is_told_in_lines_of_the_text() -> None:
    found = decode(b"\xff\xfe" + "上海\n上上\n".encode("utf-16-le") + "每年减少二氧化碳排放".encode())
    assert isinstance(found, Refusal)
    assert "byte " in found.why


def test_what_stands_rarely_in_a_text_is_no_other_encoding() -> None:
    text = "单位：μg/m³、α、β、γ、δ、ε、ζ、η、θ、λ\n─────────────\n" + "镉铬铊锑砷汞镍铍\n" + PARAGRAPH * 3
    assert decode(text.encode("gb18030")) == text


NOT_TEXT = {
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
    "a cut UTF-8 text": "年减排二氧化碳".encode()[:-1],
    "noise": bytes(range(256)) * 4,
    "Latin text of another code page": "Émissions réduites à 5 % près".encode("latin-1"),
}


@pytest.mark.parametrize("content", NOT_TEXT.values(), ids=NOT_TEXT.keys())
def test_what_is_no_text_fails_with_a_message(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.txt"
    path.write_bytes(content)
    document = read_document(path, "book.txt", 2021)
    assert (document.status, document.text) == (DocumentStatus.FAILED, "")
    assert document.message is not None
    assert document.message.startswith("book.txt: is no text")


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf\n"])
def test_an_empty_file_fails_with_a_message(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.txt"
    path.write_bytes(content)
    document = read_document(path, "book.txt", 2021)
    assert document.status is DocumentStatus.FAILED
    assert document.message is not None
    assert "is empty" in document.message


def test_a_file_that_is_not_there_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(UnusableSourceError, match="cannot be opened"):
        read_document(tmp_path / "none.txt", "none.txt", 2021)


@given(st.binary(max_size=300))
def test_no_content_raises(content: bytes) -> None:
    decode(content)
