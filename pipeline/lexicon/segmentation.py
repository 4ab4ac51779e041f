"""Word segmentation with the domain's own words; serves the neighbourhood of a number, never the number itself."""

import logging
import sys
from functools import lru_cache
from math import inf, log
from typing import Any, cast

# jieba would find its own files by `pkg_resources`, which takes as long to load as all the rest of it, and does without
# where there is none
_modules = cast("dict[str, Any]", sys.modules)
_hidden = _modules.setdefault("pkg_resources", None) is None
import jieba  # noqa: E402 - hidden first

if _hidden:
    del _modules["pkg_resources"]

from pipeline.lexicon.kept import kept  # noqa: E402 - as above
from pipeline.lexicon.loading import lines  # noqa: E402 - as above

# jieba reports on its start through a handler of its own; a library stays quiet.
logging.getLogger("jieba").setLevel(logging.WARNING)


_VERB = "v"  # the word class of a verb that is no noun as well
_PLACE = "ns"
_ADVERB = "d"
_NOUN = "+"  # in the domain's own list: a noun that the dictionary has as an adverb
_Dictionary = tuple[dict[str, int], dict[str, frozenset[str]], int]


@lru_cache(maxsize=1)
def _dictionary() -> _Dictionary:
    """How frequent each word and beginning of a word is, which are verbs and places, and how frequent all are."""
    with jieba.Tokenizer().get_dict_file() as file:
        content = file.read()
    return kept("dictionary", content, lambda: _read(content.decode("utf-8")))


def _read(content: str) -> _Dictionary:
    fields = content.split()  # all at once: a third of a million lines, one by one, take longer
    words, counts, classes = fields[::3], [int(count) for count in fields[1::3]], fields[2::3]
    frequency = dict.fromkeys((word[:end] for word in words for end in range(1, len(word))), 0)
    frequency.update(zip(words, counts, strict=True))
    kinds = {
        kind: frozenset(word for word, each in zip(words, classes, strict=True) if each == kind)
        for kind in (_VERB, _PLACE, _ADVERB)
    }
    return frequency, kinds, sum(counts)


def is_verb_word(word: str) -> bool:
    """Whether the general dictionary has a word as a verb alone: 创造, not 投资.

    >>> is_verb_word("创造"), is_verb_word("产量"), is_verb_word("投资")
    (True, False, False)
    """
    return word in _dictionary()[1][_VERB]


def is_adverb_word(word: str) -> bool:
    """Whether the general dictionary has a word as an adverb alone: 尚未, not 基本.

    >>> is_adverb_word("尚未"), is_adverb_word("基本"), is_adverb_word("相机")
    (True, False, False)
    """
    return word in _adverbs()


@lru_cache(maxsize=1)
def _adverbs() -> frozenset[str]:
    nouns = (line.removeprefix(_NOUN) for line in lines("segmentation.txt") if line.startswith(_NOUN))
    return _dictionary()[1][_ADVERB].difference(nouns)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    named = [line for line in lines("places.txt") if not line.startswith("#")]
    none = {line.removeprefix("-") for line in named if line.startswith("-")}
    return _dictionary()[1][_PLACE].union(named) - none


def is_place_word(word: str) -> bool:
    """Whether a word is the name of a place, as the general dictionary or `places.txt` has it: 苏州, not 工厂.

    >>> is_place_word("苏州"), is_place_word("南通"), is_place_word("工厂")
    (True, True, False)
    """
    return word in _places()


_LONGEST_PART = 3  # characters of a word on either side of a line end
_WINDOW = 6  # characters that tell which words stand there


@lru_cache(maxsize=1)
def _tokenizer() -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    # jieba itself would believe a cache in the temporary folder, where everyone may plant one, and is no faster by it
    tokenizer.FREQ, _, tokenizer.total = _dictionary()
    tokenizer.initialized = True
    for line in lines("segmentation.txt"):
        word, _, frequency = line.partition("#")[0].strip().partition(" ")
        if word.startswith("-"):
            tokenizer.del_word(word[1:])
        elif word and not word.startswith(_NOUN):
            tokenizer.add_word(word, int(frequency) if frequency else None)
    return tokenizer


def parts_word(before: str, behind: str) -> bool:
    """Say whether a word of the dictionary begins in one text and ends in the next.

    >>> parts_word("污水减", "排五吨"), parts_word("节能降耗", "车间有电机")
    (True, False)
    """
    known = _tokenizer().FREQ
    reach = range(1, _LONGEST_PART + 1)
    if not any(known.get(before[-left:] + behind[:right]) for left in reach for right in reach):
        return False
    text = before[-_WINDOW:] + behind[:_WINDOW]
    return min(len(before), _WINDOW) not in {end for _, end in segment(text)}


@lru_cache(maxsize=4096)
def segment(text: str) -> tuple[tuple[int, int], ...]:
    """Split a clause into words.

    Args:
        text: Folded text, best a clause: the cost grows with its length.

    Returns:
        Half-open offsets of the words, which tile the text.

    >>> [text for text in ["节约标准煤"] for start, end in segment(text)]
    ['节约标准煤', '节约标准煤']
    """
    ends = _ends(text)
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = ends[start]
        if end == start + 1 and text[start].isascii() and text[start].isalnum():
            # letters and digits that make no word stay together
            while end < len(text) and ends[end] == end + 1 and text[end].isascii() and text[end].isalnum():
                end += 1
        spans.append((start, end))
        start = end
    return tuple(spans)


@lru_cache(maxsize=4096)
def cut(text: str) -> tuple[str, ...]:
    """The words of a clause.

    >>> cut("节约标准煤")
    ('节约', '标准煤')
    """
    return tuple([text[start:end] for start, end in segment(text)])


def _ends(text: str) -> list[int]:
    """Where the word ends that begins at each offset, on the likeliest way from there to the end.

    As `jieba.cut` without its guesses at unknown words, of which this is the inner loop, with each word looked up once.
    """
    tokenizer = _tokenizer()
    known, all_words = tokenizer.FREQ, log(tokenizer.total)
    ends = list(range(1, len(text) + 1))
    for run in jieba.re_han_default.finditer(text):
        first, stop = run.span()
        likely = [0.0] * (stop - first + 1)
        for start in range(stop - 1, first - 1, -1):
            best, end = -inf, start + 1
            while end <= stop and (count := known.get(text[start:end])) is not None:
                if count and (score := log(count) - all_words + likely[end - first]) >= best:
                    best, ends[start] = score, end  # of two as likely the longer one
                end += 1
            likely[start - first] = best if best > -inf else likely[start - first + 1] - all_words
    return ends


def in_longer_word(text: str, start: int, end: int) -> bool:
    """Whether a word of the dictionary holds the character at an offset and goes beyond a span: quick, before a cut.

    Args:
        text: Folded text, best a clause.
        start: Offset of the character, where the span begins.
        end: Offset behind the span.

    Returns:
        True where some word that holds `text[start]` begins before `start` or ends behind `end`.

    >>> in_longer_word("共有三项", 2, 4), in_longer_word("统一管理", 1, 2)
    (False, True)
    """
    words = _tokenizer().FREQ  # beginnings of words stand in it with 0
    for first in range(start + 1):
        last = first + 1
        while last <= len(text) and (count := words.get(text[first:last])) is not None:
            if count and last > start and (first < start or last > end):
                return True
            last += 1
    return False
