"""Lines to the cells that single spaces part, and the seams at which a cell goes on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.segmentation import segment
from pipeline.lexicon.tables import head_role, is_absent, is_column_heading, is_count, is_gloss
from pipeline.lexicon.typography import BRACKETS, Line, is_open
from pipeline.model import NAMING, Role, Span
from pipeline.table.fields import Field, begins_dated, is_dated, is_filled, is_value, is_year, unit_of
from pipeline.table.glued import unglued
from pipeline.table.labels import is_total
from pipeline.table.short_times import in_full

# $ 1,200, ( 53 ), ($ 1,030), $ -: spaces stand inside of what accountants print
_AMOUNT = r"\d[\d,]*(?:\.\d+)?\s?%?"
_TOKEN = re.compile(
    rf"(?<!\S)(?:{phrasing('table.ages').pattern})(?!\S)|(?:\(\s?[$]?\s?{_AMOUNT}\s?\)|[$]\s?{_AMOUNT}|[$]\s?\(\s?{_AMOUNT}\s?\)|[$]\s?[-—–])(?!\S)|[^\s\u3000]+"
)
_TEMPLATE = re.compile(r"\[Table_\w*\]")  # what the template of a broker's report names a table
_BRACKETED = re.compile(r"[(（][^()（）]+[)）]")
_GLUE_BEFORE = "/／+×~～·（(）)＋"
_GLUE_BEHIND = "/／×~～·（($＄＋<>≤≥≦≧⩽⩾"
_DATE_GOES_ON = re.compile(r"(?:年|月|日|季|度|底|末|前|后)(?!均)")
_YEARLY = phrasing("table.yearly")
_LONGEST_ORDINAL = 2  # digits of the number of a row
_DATE_BEFORE = re.compile(r"(?:[\d〇零一二三四五六七八九十百]\s*[年月]|[年月]\s*\d{1,2})$")
_CHANGE_WORD = re.compile(r"(?:增加|减少|增长|下降|上升|提高|降低)$")
_CHANGED = re.compile(r"(?:增加|减少|增长|下降|上升|提高|降低)\s*[\d.]+")  # 增加 2.7 个 ⏎ 百分点
_SINGLE_HAN = re.compile(r"[一-鿿]")
_SPACED_HAN = re.compile(r"[一-鿿](?: [一-鿿])*")
# Beginnings of names of columns: 本期销售, 上期销售, 其中
_BEGINS = phrasing("table.head_begins")
_SECOND_HALF = phrasing("table.second_half")
_GOES_ON = re.compile(r"[的之及与和或等占率量额比数值）)/（(、，%]")
# 占营, 比上年同期 wants to be told what of it
_COMPARED, _CHANGES = phrasing("table.compared"), phrasing("table.changes")
_CUT = re.compile(
    r"(?:[的之及与和或占较、，,/（(-]|截[至止]|(?<![占同环])比|[比较]上年?|[比较][^比较]{1,5}[年期末初]增?)$"
)
_UNIT_BEHIND = re.compile(r"\([^()]*\)$")
_UNITS = re.compile(r"\([^()]+[,，、][^()]+除外\)")
_LONGEST_TAIL = 12
_RETURNING = 1.5
_COUNTING = 0.5
_PERCENT, _IN_PERCENT = frozenset("%"), frozenset({"(%)"})
_NAMING = NAMING | {Role.NOTE}


def tokens_of(line: Line, *, fine: bool = False) -> list[Field]:
    """Cut a line at the spaces that part cells, not at those inside one: `2018 年度收衣`, `（吨 / 年）`, `AI Lab`.

    Args:
        line: The line.
        fine: Whether single characters are cells of their own even where two make a word, 量 值, and no name: 年 度.
    """
    return list(_tokens(line, fine=fine))


@lru_cache(maxsize=4096)  # each finder of tables asks for the lines that may be rows or heads
def _tokens(line: Line, *, fine: bool) -> tuple[Field, ...]:
    said = fold(line.text)
    found = [match.span() for match in _TOKEN.finditer(said) if not _TEMPLATE.fullmatch(match[0])]
    pieces: list[tuple[int, int]] = []
    unclosed = is_open(said)  # 每股收益(元/ 0.52 0.38 above 股)
    for position, (start, end) in enumerate(found):
        rest = found[position + 1] if position + 1 < len(found) else (end, end)
        before = said[pieces[-1][0] : pieces[-1][1]] if pieces else ""
        within = _is_within(before)
        apart = within and unclosed and is_value(said[start:end])
        if (
            pieces
            and not apart
            and (
                within
                or _is_glued(before, said[start:end], said[rest[0] : rest[1]])
                or _is_spaced_word(before, said[start:end], fine=fine)
            )
        ):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    parted = unglued(said, pieces)
    return in_full([Field(Span(line.start + begin, line.start + end), line.text[begin:end]) for begin, end in parted])


def _is_glued(before: str, token: str, following: str) -> bool:
    """Say whether a token belongs to the cell before it."""
    if _parts(before, token, following) or _ends_before(before, token) or _heads_apart_by(before, token):
        return False
    bracketed = token[0] in "（(" or token[-1] in ")）"
    if token[0] in _GLUE_BEFORE and not (bracketed and is_value(token)) and unit_of(token) is None:
        return token[0] not in "（(" or unit_of(before) is None
    units = unit_of(before) is not None and unit_of(token) is not None  # HK$ HK$
    if (before[-1] in _GLUE_BEHIND and not (units or is_absent(before))) or _CHANGE_WORD.fullmatch(before):
        return True
    if (
        _is_change_in_percent(before, token)
        or _dates_on(before, token, following)
        or (is_gloss(token) and is_column_heading(before))
    ):
        return True
    if before[-1].isdigit() and (is_value(before) or _CHANGED.fullmatch(before)):
        return not is_value(token) and is_value(f"{before} {token}")
    if head_role(before) is not None and unit_of(token) is not None:  # Notes HK$'000
        return False
    return before[-1].isascii() and before[-1].isalpha() and token[0].isascii() and token[0].isalpha()


def _heads_apart_by(before: str, token: str) -> bool:
    """Say whether the head of a column of changes stands beside a year or a unit: 2017 %, 港幣千元 +/(-)%."""
    return (token in _PERCENT and is_year(before)) or (
        token[0] == "+" and unit_of(before) is not None and head_role(token) is Role.CHANGE
    )


def _is_within(before: str) -> bool:
    """Say whether what stands behind a text is within its brackets."""
    opened = not BRACKETS.keys().isdisjoint(before)
    return opened and any(before.count(left) > before.count(right) for left, right in BRACKETS.items())


def _is_change_in_percent(before: str, token: str) -> bool:
    """Say whether a change is told with its percent: 变动 (%), % change."""
    parted = token in _IN_PERCENT or (before == "%" and token.isascii())
    return parted and head_role(f"{before} {token}") is Role.CHANGE


def _ends_before(before: str, token: str) -> bool:
    """Say whether brackets or a unit end a cell before others of the kind: (实物量) (标准量), 用水量/m3 /m3."""
    if _BRACKETED.fullmatch(before) and _BRACKETED.fullmatch(token):
        return True
    return token[0] in "/／" and any(mark in before for mark in "/／") and unit_of(token[1:]) is not None


def _parts(before: str, token: str, following: str) -> bool:
    """Say whether a value or `-` stands beside others, a cell of its own: `11,240 +14.0%`, `120 - 80`."""
    if before[-1] in "/／(（$" and not is_filled(before):
        return False
    if is_value(token) and (is_value(before) or is_absent(before)):
        return True
    return is_absent(before) or (is_absent(token) and (not following or is_filled(following)))


def _dates_on(before: str, token: str, following: str) -> bool:
    """Say whether a date goes on: `2020 年`, `12 月 31 日`, `截至 4 月`."""
    if before.endswith("截至") and token[0].isdecimal():
        return True
    if before[-1].isdigit() and _DATE_GOES_ON.match(token):
        return not (before.isdecimal() and len(before) <= _LONGEST_ORDINAL and _YEARLY.match(token))
    goes_on = _DATE_GOES_ON.match(token) or _date_part(token, following)
    return bool(_DATE_BEFORE.search(before) and goes_on)


def _is_spaced_word(before: str, token: str, *, fine: bool) -> bool:
    if not (_SPACED_HAN.fullmatch(before) and _SINGLE_HAN.fullmatch(token)):
        return False
    word = "".join(before.split()) + token
    if fine:
        return head_role(word) in _NAMING or is_column_heading(word)
    return len(segment(word)) == 1 or is_total(word)  # no dictionary knows 小计


def _date_part(token: str, following: str) -> bool:
    return token.isdecimal() and following[:1] in "月日季"


def seam(before: Field, after: Field, *, across: int) -> float:
    """How likely the cell before goes on in the one after: above 0 it does, below it does not.

    Args:
        before: A piece.
        after: The next piece of the text.
        across: Line ends between the two: 0 within a line, 1 on the next line, more where blank lines stand between.
    """
    left, right = fold(before.text), fold(after.text)
    if across > 1:
        return -3.0
    if is_value(right) and not is_year(right) and not is_open(left):  # 胶囊（按⏎24 粒计）
        return -3.0
    score = 0.0 if across else -1.0
    if _UNITS.fullmatch(right):  # （人民币千元，百分比除外） is of the whole table
        score -= 2.0
    elif right[0] in "(（)" or unit_of(right) is not None:
        apart = head_role(left) in _NAMING or (right == "%" and left.endswith("金额"))
        score += 0.5 if apart else 3.0
    if is_open(before.text) or (_CUT.search(left) and not (across and head_role(right) in _NAMING)):  # 截至⏎年度
        score += 2.0
    if left[-1] in ")）%":
        score -= 3.0
    return score + _heads_apart(left, right, across) + _words_across(left, right, across)


def wants_more(text: str) -> bool:
    """Say whether a head by itself is none yet: `本报告期比上`."""
    return _CUT.search(fold(text)) is not None


def _heads_apart(left: str, right: str, across: int) -> float:
    """Evidence of one of two pieces being a head by itself: a time, the word for a column of names or units."""
    score = 0.0
    if begins_dated(right) and not (is_dated(left) or _CUT.search(left)):
        score -= 2.0
    elif _BEGINS.match(right):
        score -= 1.0
    if is_year(left) or (head_role(left) is not None and not _CUT.search(left)):  # 毛利率比上年⏎同期增减
        score -= 1.0
    if is_column_heading(left):
        score -= (
            1.5 if is_column_heading(right) and not _SECOND_HALF.fullmatch(right) else 0.5
        )  # 股份数量 wants nothing more
    score -= _COUNTING * is_count(left)  # 死亡人数 wants nothing more, 人数 wants whose
    score += _COUNTING * (is_count(right) and len(right) <= len("人数"))
    halves = head_role(right) in _NAMING and head_role(left) is None and head_role(left + right) is head_role(right)
    halves = halves or _SECOND_HALF.fullmatch(_UNIT_BEHIND.sub("", right)) is not None
    if halves or (_COMPARED.search(left) and _CHANGES.match(right)):
        score += 1.5  # 计算⏎单位, 区域⏎名称, 增减变动⏎幅度(%), 本年同比⏎增减
    elif head_role(right) is not None and across:
        unnamed = head_role(right) is Role.UNIT and head_role(left) is None and not is_column_heading(left)
        score += 0.5 if unnamed else -0.5  # 被投资⏎单位
    return score


def _words_across(left: str, right: str, across: int) -> float:
    """Evidence of a word that stands on both sides of a seam, or of two halves that are none by themselves."""
    tail, head = left[-_LONGEST_TAIL:], right[:_LONGEST_TAIL]
    ends = {end for _, end in segment(tail + head)}
    score = 2.0 if len(tail) not in ends else 0.0
    if _GOES_ON.match(right):
        score += 1.0
    if (_SINGLE_HAN.fullmatch(left) is None) is not (_SINGLE_HAN.fullmatch(right) is None):
        score += 1.5 if not across else 0.5
    return score


def returning(pieces: Sequence[Field]) -> list[float]:
    """Evidence at each seam of two pieces being one word, as it stands uncut elsewhere among them.

    主营业务⏎收入 is one where 主营业务收⏎入比上年增减 stands; 产量 产销率 are two, though they return.
    """
    texts = [fold(piece.text) for piece in pieces]
    whole = "".join(texts)
    edges = {0, *accumulate(map(len, texts))}
    found: list[float] = []
    at = 0
    for one, other in pairwise(texts):
        places = (match.start() for match in re.finditer(f"(?={re.escape(one + other)})", whole))
        found.append(_RETURNING * any(start != at and start + len(one) not in edges for start in places))
        at += len(one)
    return found


@dataclass(frozen=True, slots=True)
class Merge:
    """Pieces put together to cells.

    Attributes:
        cells: The pieces of each cell.
        least: Evidence at the weakest seam at which pieces were put together; 0 where none were.
        margin: By how much that is more than at the strongest seam at which they were not.
    """

    cells: tuple[tuple[Field, ...], ...]
    least: float
    margin: float


def best_merge(pieces: Sequence[Field], seams: Sequence[float], count: int) -> Merge | None:
    """Put pieces together to as many cells as there are columns, at the seams where cells most likely go on.

    Args:
        pieces: Pieces of headers in the order of the text.
        seams: The evidence between each and the next.
        count: Number of cells wanted.

    Returns:
        The cells; None where there are too few pieces.
    """
    merges = len(pieces) - count
    if merges < 0 or count < 1:
        return None
    ranked = sorted(range(len(seams)), key=lambda index: (-seams[index], index))
    merged = frozenset(ranked[:merges])
    cells: list[list[Field]] = [[pieces[0]]]
    for index, piece in enumerate(pieces[1:]):
        if index in merged:
            cells[-1].append(piece)
        else:
            cells.append([piece])
    least = seams[ranked[merges - 1]] if merges else 0.0
    kept = seams[ranked[merges]] if merges < len(ranked) else least - 1.0
    return Merge(tuple(map(tuple, cells)), least, least - kept)
