"""Words of the domain stay whole, and the words of a text tile it."""

import marshal
import tempfile
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.characters import fold
from pipeline.lexicon.segmentation import _tokenizer, cut, segment

WORDS = [
    word
    for line in (files("pipeline.lexicon") / "segmentation.txt").read_text(encoding="utf-8").splitlines()
    if (word := line.partition("#")[0].strip().removeprefix("+").partition(" ")[0])
]


def test_every_word_stands_once_and_folded() -> None:
    assert sorted(WORDS) == sorted(set(WORDS))
    assert [word for word in WORDS if fold(word) != word or len(word.split()) != 1] == []


@pytest.mark.parametrize("word", [word for word in WORDS if not word.startswith("-")])
def test_a_word_stays_whole(word: str) -> None:
    assert segment(word) == ((0, len(word)),)


@pytest.mark.parametrize("word", [word[1:] for word in WORDS if word.startswith("-")])
def test_a_word_that_is_none_comes_apart(word: str) -> None:
    assert len(segment(word)) > 1


def test_a_word_said_to_be_frequent_wins_over_those_that_share_its_characters() -> None:
    assert cut("考核得分为 88 分") == ("考核", "得分", "为", " ", "88", " ", "分")
    assert cut("员工分为三组")[:2] == ("员工", "分为")


@given(st.text(alphabet="节约标准煤二氧化碳排放量的和3.5 万吨，kWh%年余额新能源车", max_size=30))
def test_the_words_tile_the_text(text: str) -> None:
    words = segment(text)
    assert "".join(text[start:end] for start, end in words) == text
    assert all(start < end for start, end in words)
    assert [end for _, end in words[:-1]] == [start for start, _ in words[1:]]


@given(st.text(alphabet="节约标准煤二氧化碳排放量的和3.5 万吨，kWh%-#_&+年余额新能源车汽车站长", max_size=40))
def test_the_words_are_those_of_jieba(text: str) -> None:
    assert list(cut(text)) == list(_tokenizer().cut(text, HMM=False))


def test_a_dictionary_that_someone_planted_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = segment("节约标准煤和用电量")
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(marshal.dumps(({"准煤和用": 1_000_000, "准煤和": 0, "准煤": 0, "准": 0}, 1_000_000)))
    before = planted.read_bytes()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    segment.cache_clear()
    _tokenizer.cache_clear()
    assert segment("节约标准煤和用电量") == honest
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert planted.read_bytes() == before
