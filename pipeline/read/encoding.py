"""Bytes to characters: which encoding a Chinese text is in, decided strictly and verified by what it spells."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon.typography import INVISIBLE
from pipeline.read.spelling import Script, is_common, likeness

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# cp950 is Big5 as Windows writes it; the Hong Kong set comes last because it accepts the most.
_CANDIDATES = ("gb18030", "cp950", "utf-16-le", "utf-16-be", "big5hkscs")
# Bytes by two or four spell nothing Chinese where they are meant one by one, so these need no comparison.
_WIDE = frozenset({"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
# What else reads the same bytes without an error; of two that look alike, Chinese is meant.
_OTHERS = (
    ("euc_kr", Script.KOREAN, "EUC-KR"),
    ("euc_jp", Script.JAPANESE, "EUC-JP"),
    ("cp932", Script.JAPANESE, "Shift-JIS"),
    ("cp1252", Script.LATIN, "Latin-1"),
)
_LEAST_COMMON_SHARE = 0.8
_MOST_CONTROL_SHARE = 0.001
_MARGIN = 0.05  # by how much another reading must look better
_SURE = 0.8  # a stretch that looks this much like Chinese is not looked at again
_DOUBTFUL = 0.6  # one that looks less is where a text that cannot be read begins to be none
_ALIKE = 0.6  # a stretch that another encoding is to explain must look this much like its script
_SENSELESS = 0.3  # and one that looks less is Chinese in no case at all
_FEW = 0.25  # share of odd stretches up to which they may be names or foreign words
_LEAST_TOLD = 4  # characters outside ASCII below which a text that can be Chinese is
_STRETCH = 8  # characters outside ASCII from which one can tell
_LONGEST_STRETCH = 30
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9d]")
# Four Chinese characters in UTF-8: no text in another encoding has such a run of bytes by chance.
_UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){4}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why bytes are not read as text.

    Attributes:
        why: What they are or are not, and where, to stand behind a colon.
    """

    why: str


@dataclass(frozen=True, slots=True)
class Doubted:
    """A text of which a small part may be in another encoding.

    Attributes:
        text: The text, all of it read in one encoding.
        why: What the part looks like, and where it begins.
    """

    text: str
    why: str


def decode(content: bytes) -> str | Doubted | Refusal:
    r"""Decode a text file of unknown encoding; a byte order mark is no part of the text.

    GB18030, Big5 and UTF-16 each read most bytes of the others, and of Korean and Japanese texts, without an error, so
    what decodes is not enough: the reading whose characters are those of running Chinese wins, each stretch of it must
    look like Chinese, and no reading in another script may look better.

    Args:
        content: The bytes of the file.

    Returns:
        The text, line breaks untouched; where it is none, or in two encodings, the reason and the place. A line of rare
        names or of foreign words costs no book: where only a small part looks odd, the text with the place of the part.

    >>> decode("案例概述".encode("gb18030")), decode("項目成果".encode("big5"))
    ('案例概述', '項目成果')
    >>> decode("年减排二氧化碳".encode() + "项目".encode("gb18030"))
    Refusal(why='it is UTF-8 up to byte 21 (line 1), but not from there on')
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content[len(mark) :], encoding, len(mark))
    utf8 = _plausible(content, "utf-8")
    if utf8 is not None and (utf8.isascii() or any(map(is_common, _beyond_ascii(utf8)))):
        return utf8
    mixed = None if utf8 is not None else _utf8_in_part(content)
    if mixed is not None:
        return mixed
    readings = {encoding: _plausible(content, encoding) for encoding in _CANDIDATES}
    chinese = {encoding: text for encoding, text in readings.items() if text is not None}
    encoding, text = max(chinese.items(), key=lambda reading: _sense(reading[1]), default=("", ""))
    fits = _common_share(text) >= _LEAST_COMMON_SHARE
    if utf8 is not None:  # 元 in GB18030 is a letter in UTF-8
        return text if fits else utf8
    told = encoding not in _WIDE and sum(character > "\x7f" for character in text) >= _LEAST_TOLD
    foreign = None if fits and not told else _better(content, likeness(text, Script.CHINESE) * fits)
    if foreign is not None:
        return Refusal(f"from {_place(content, _first_beyond_ascii(content))} on it reads as {foreign}")
    if not fits:
        return _nothing_fits(content)
    return _whole(text, encoding, content, 0)


def _marked(content: bytes, encoding: str, behind: int) -> str | Doubted | Refusal:
    """What a byte order mark says is believed, and held to."""
    text = _plausible(content, encoding)
    if text is not None:
        return text if encoding == "utf-8" else _whole(text, encoding, content, behind)
    place = _place(content, _sound_until(content, encoding), behind, encoding)
    return Refusal(f"its first bytes mark it as {encoding.upper()}, but it is not so from {place} on")


def _utf8_in_part(content: bytes) -> Refusal | None:
    """A text that is UTF-8 here and something else there, as two files put together are."""
    run = _UTF8_RUN.search(content)
    if run is None:
        return None
    try:
        content.decode()
    except UnicodeDecodeError as error:
        if run.start() < error.start:
            return Refusal(f"it is UTF-8 up to {_place(content, error.start)}, but not from there on")
        return Refusal(f"it is UTF-8 from {_place(content, run.start())} on, but not before")
    return Refusal("it is full of control characters")


def _nothing_fits(content: bytes) -> Refusal:
    """The place up to which the encoding that reads the furthest gets."""
    reached = max(_sound_until(content, encoding) for encoding in _CANDIDATES)
    return Refusal(f"nothing fits from {_place(content, reached or _first_beyond_ascii(content))} on")


def _sound_until(content: bytes, encoding: str) -> int:
    """How many bytes one can read as Chinese in an encoding, in whole stretches."""
    text = content.decode(encoding, errors="replace")
    for start, stretch in _stretches(text):
        if "\ufffd" in stretch or INVISIBLE.search(stretch) or likeness(stretch, Script.CHINESE) < _DOUBTFUL:
            return len(text[:start].encode(encoding, errors="replace"))
    return len(content)


def _whole(text: str, encoding: str, content: bytes, behind: int) -> str | Doubted | Refusal:
    """The text, if every stretch of it looks like Chinese, as no stretch in another encoding does."""
    first, odd, seen = "", 0, 0
    for start, stretch in _stretches(text):
        seen += 1
        score = likeness(stretch, Script.CHINESE)
        if score >= _SURE:
            continue
        foreign = None if encoding in _WIDE else _better(stretch.encode(encoding, errors="replace"), score, encoding)
        if foreign is None and score >= _SENSELESS:
            continue
        odd += 1
        if not first:
            before = len(text[:start].encode(encoding, errors="replace"))
            reads = f"reads as {foreign}" if foreign else f"makes no sense as {encoding.upper()}"
            first = f"from {_place(content, before, behind, encoding)} it {reads}, unlike the rest"
    if odd > _FEW * seen:
        return Refusal(first)
    return Doubted(text, first) if odd else text


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """The text in parts long enough to tell: lines, short ones together and long ones cut."""
    start = seen = 0
    for place, character in enumerate(text):
        seen += character > "\x7f"
        if (character == "\n" and seen >= _STRETCH) or seen > _LONGEST_STRETCH:
            yield start, text[start : place + 1]
            start, seen = place + 1, 0
    if seen >= _STRETCH:
        yield start, text[start:]


def _better(content: bytes, score: float, but: str | None = None) -> str | None:
    """Another encoding in which the bytes look better; with a chosen one in `but`, the other Chinese ones count too."""
    found = {name: _likeness_in(content, encoding, script) for encoding, script, name in _OTHERS}
    if but is not None:
        found |= {each.upper(): _likeness_in(content, each, Script.CHINESE) for each in _CANDIDATES if each != but}
    best = max(found, key=lambda name: found[name])
    return best if found[best] > max(score + _MARGIN, _ALIKE) else None


def _likeness_in(content: bytes, encoding: str, script: Script) -> float:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    # no Japanese sentence is without kana, and Chinese bytes read as characters of both
    return 0.0 if script is Script.JAPANESE and not _KANA.search(text) else likeness(text, script)


def _sense(text: str) -> float:
    """How good a reading is: first by its common characters, as rare ones stand in no Chinese text in numbers."""
    return _common_share(text) * likeness(text, Script.CHINESE)


def _common_share(text: str) -> float:
    others = list(_beyond_ascii(text))
    return sum(map(is_common, others)) / len(others) if others else 0.0


def _beyond_ascii(text: str) -> Iterator[str]:
    return (character for character in text if character > "\x7f")


def _plausible(content: bytes, encoding: str) -> str | None:
    """Decode strictly; None where a byte does not fit or the result is full of control characters."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    controls = len(INVISIBLE.findall(text)) - text.count("\u200b") - text.count("\xad")
    return text if controls <= len(text) * _MOST_CONTROL_SHARE else None


def _first_beyond_ascii(content: bytes) -> int:
    return next((place for place, byte in enumerate(content) if byte > 0x7F), 0)  # noqa: PLR2004 - the end of ASCII


def _place(content: bytes, start: int, behind: int = 0, encoding: str = "latin-1") -> str:
    """A place in the file as a person finds it; `behind` counts the bytes of the mark before `content`."""
    # in UTF-16 a line feed is also a half of other characters, of 上 for one
    before = content[:start].decode(encoding, errors="replace")
    line = before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    return f"byte {start + behind:,} (line {line})"
