"""Words of a clause, and which of them end a noun phrase."""

from functools import lru_cache

import regex

from pipeline.lexicon.cues import direction_cues, rate_cues, stop_words
from pipeline.lexicon.segmentation import cut, is_adverb_word
from pipeline.lexicon.units import leading_words

_WINDOW = 28
_MARK = regex.compile(r"[，。；：、！？,;:()（）“”\"「」『』《》|\s:=≥≤≧≦><±↑↓▲▼•·●■◆▪*➢—~～/\\-]|[\d]")


def words(text: str) -> tuple[str, ...]:
    """The words at the end of a text, at most about thirty characters of it."""
    return cut(text[-_WINDOW:])


@lru_cache(maxsize=4096)
def is_mark(word: str) -> bool:
    """Whether a word is punctuation, white space or a digit."""
    return _MARK.fullmatch(word) is not None


def is_filler(word: str) -> bool:
    """Whether a word only stands between a thing and its number: 约, 达到, 累计."""
    return word in stop_words("filler") or word in stop_words("function") or word in leading_words()


@lru_cache(maxsize=4096)
def is_verb(word: str) -> bool:
    """Whether a word is a predicate: 使用, 提供, 减少, 稳步增长."""
    changing = word[2:] if len(word) == len("稳步增长") and is_adverb_word(word[:2]) else word
    return word in stop_words("predicate") or any(cue.pattern.fullmatch(changing) for cue in direction_cues())


@lru_cache(maxsize=4096)
def is_stop(word: str) -> bool:
    """Whether a noun phrase ends at a word."""
    return is_filler(word) or is_verb(word) or is_mark(word) or any(cue.pattern.fullmatch(word) for cue in rate_cues())


def without_fillers(tail: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the fillers, marks and adverbs at the end of some words: 二氧化碳排放量 约 为, 市场份额 尚 不足."""
    end = len(tail)
    while end and (is_filler(tail[end - 1]) or is_mark(tail[end - 1]) or is_adverb_word(tail[end - 1])):
        end -= 1
    return tail[:end]


def has_verb(text: str) -> bool:
    """Whether a text has a predicate."""
    return any(is_verb(word) for word in words(text))
