"""The project, site, scheme or sector that a number is of, where a section tells several apart."""

from functools import lru_cache

import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import stop_words
from pipeline.lexicon.items import item_words
from pipeline.lexicon.segmentation import segment
from pipeline.meaning.view import View
from pipeline.model import BlockKind, Case, Section, Topic

_MARK = regex.compile(
    r"^[\s•·●■◆▪\-*➢]*(?:\d+[.、．]|[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+[、.])?\s*"
)
_CHAPTER = regex.compile(r"^\s*[一二三四五六七八九十]+、")
_GENERIC = regex.compile(
    r"如下|下列|所获|包括|表彰|奖项|以下|例如|具体|其中|同时|此外|要求|目标|措施|成果|情况|清单|案例|对|宗旨|愿景|价值观"
)
_TOTAL = regex.compile(r"^合\s?计|^总\s?计|^小\s?计|^累\s?计|总和|合计|^总量|^共计")
_THIS = regex.compile(r"^(?:该|此|本|这个|上述|根据|按照?|据|(?:多|几|若干|数|各)?[个家座项所处套类种])")
_OBJECT = regex.compile(r"(?:为|向|给|成为|建成|打造|形成)$")
_MEASURE = regex.compile(r"[量额率数度重比]$|排放|减少|增加|面积|收入|成本|投资|强度|消费|总|利润|资产|能耗|浓度")
_VAGUE = regex.compile(
    r"^(?:该|本|此|这|各|其他|多个|全部|所有|示范|试点|重点|相关|主要|一批|整个|第?[一二三四五两\d]|生产|绿色|节能|环保|清洁|能源|公司|企业|我们|光伏|全?产业链)*"
    r"(?:个|类|等|大|期|些)?$"
)
_LEFT = regex.compile(r"[^，。；：、！？:;!?\s()（）]{1,30}$")
_HEAD = regex.compile(r"^[\s•·●■◆▪\-*➢]*(?:\d+[.、]\s?)?(?P<name>(?:\d+%\s?)?[^，。；：:\d%]{3,20})\s?[：:]")
_SLOGAN = regex.compile(r"^(?P<name>\p{Han}{4,10})，\p{Han}{4,10}。")
_FOR_EXAMPLE = regex.compile(r"以(?P<name>[\p{Han}A-Za-z]{2,20})为例")
_QUOTED = regex.compile(r"[“『「\"](?P<name>[^”』」\"“]{3,20})[”』」\"]")
# 其中，绿色交通 21 个，贷款余额 198.79 亿元；建筑节能与绿色建筑 29 个，贷款余额 86.20 亿元
_LISTED = regex.compile(
    r"(?:其中\s?[，,：:]?|；|亿元，|万元，)\s?(?:支持|在)?(?P<name>\p{Han}{2,16}?)(?:的企业)?\s?(?:\d[\d.,]*\s?[个家户项]，\p{Han}{0,8}\s?)?$"
)
_SECTOR = regex.compile(r"(?:支持|在|聚焦|其中，?)(?P<name>\p{Han}{2,16}?(?:领域|产业))(?:的|内)?\p{Han}{0,6}企业")
_COUNTED = regex.compile(r"^\s?(?:约|近|共|超过)?\s?\d[\d,.]*\s?[多余]?\s?[个家项座台套处]")
_TITLES = regex.compile(r"《[^》]*》")
_LENDING = regex.compile(r"贷款|信贷|融资")
_REFERENCE = regex.compile(r"(?:该|此|本|上述)(?:项目|小区|基地|工厂|系统|工程|活动|景区)")
_HELD = regex.compile(r"举办|推行|发起|开展|根据|启动|推出|参加|组织")
_SHORTEST, _LABEL, _LONGEST = 3, 14, 28
_PART_OF_NAMES = frozenset({"改造", "利用", "管理", "回收", "处理", "建设", "种植", "发电", "生产"})
_GOVERNS = frozenset({"投向", "协助", "厘清", "基于", "选取", "借鉴", "整个", "聚焦", "年", "月", "日", "的"})


class ItemScope:
    """Which item the blocks of a section are under, as they are read in order."""

    def __init__(self, section: Section, case: Case | None) -> None:
        self._blocks = section.blocks
        names = [case.title or "", case.organisation or ""] if case else []
        self._known = tuple("".join(fold(name).split()) for name in names if name)
        self._heading: str | None = None
        self._last: str | None = None
        self._example: str | None = None
        self._above = fold(section.heading or "")

    def enter(self, number: int) -> str:
        """Go on to a block.

        Returns:
            What heads it, folded: its lead-in, or else the nearest heading.
        """
        block = self._blocks[number]
        lead = fold(self._blocks[block.lead_in].text[-200:]) if block.lead_in is not None else ""
        above = lead or self._above
        if block.kind is BlockKind.HEADING:
            text = fold(block.text)
            self._above = text
            self._heading = self._last = self._of_heading(text)
        elif block.kind is not BlockKind.CELL:
            self._example = None
            if block.kind is BlockKind.PARAGRAPH:
                self._last = self._heading
        return above

    def item(self, seen: View, row_label: str | None) -> str | None:
        """The innermost item that the number is of; None where it is of the case as a whole."""
        if row_label is not None:
            label = "".join(fold(row_label.rpartition(" / ")[2]).split())
            return None if _TOTAL.search(label) or _MEASURE.search(label) else row_label.rpartition(" / ")[2]
        found = self._sector(seen) or self._in_sentence(seen)
        if found:
            self._last = found
            return found
        if self._example:
            return self._example
        return (
            self._last if _REFERENCE.search(seen.sentence) else self._headed(seen) or self._heading or self._topic(seen)
        )

    def _of_heading(self, text: str) -> str | None:
        if _CHAPTER.match(text):
            return None
        name = _MARK.sub("", text).strip()
        short = name.rstrip("：: ")
        if _GENERIC.search(short):
            return None
        if name != short and _SHORTEST <= len(short) <= _LABEL:
            return self._named(short)
        ending = item_words("ending").search(short, max(0, len(short) - 6))
        return self._named(short) if ending and ending.end() == len(short) <= _LONGEST else None

    def _headed(self, seen: View) -> str | None:
        """The name at the head of a list item, or the first half of a paragraph's two-part slogan."""
        match = _HEAD.match(seen.block) or _SLOGAN.match(seen.block)
        if match is None or match.end() > seen.span.start or _GENERIC.search(match["name"]):
            return None
        return self._named(match["name"].strip())

    def _topic(self, seen: View) -> str | None:
        """The site or project that a paragraph speaks of from its first words on."""
        match = item_words("ending").search(seen.block, 0, min(seen.span.start, _LONGEST))
        return self._named(_whole(seen.block[: match.end()])) if match else None

    def _in_sentence(self, seen: View) -> str | None:
        examples = list(_FOR_EXAMPLE.finditer(seen.earlier)) if "为例" in seen.earlier else []
        if examples:
            self._example = examples[-1]["name"]
        quoted = self._quoted(seen)
        if quoted:
            return quoted
        sentence = _TITLES.sub(lambda title: "。" * len(title[0]), seen.sentence)
        for match in reversed(list(item_words("ending").finditer(sentence))):
            name = self._named(_whole(sentence[: match.end()]))
            if name and self._tells(seen, name, match.end()):
                return name
        return None

    def _sector(self, seen: View) -> str | None:
        """The part of a lender's business that its number is of."""
        if not _LENDING.search(
            seen.block, max(0, seen.span.start - 300), seen.span.start + 100
        ) or seen.claim.topic in (Topic.GHG, Topic.FUEL):
            return None
        listed = _LISTED.search(seen.sentence) if "其中" in seen.sentence else None
        match = listed or next(iter(_SECTOR.finditer(seen.sentence)), None)
        return match["name"] if match and not _MEASURE.search(match["name"]) else None

    def _quoted(self, seen: View) -> str | None:
        for match in reversed(list(_QUOTED.finditer(seen.sentence))):
            behind = seen.sentence[match.end() : match.end() + 6]
            held = _HELD.search(seen.sentence[max(0, match.start() - 14) : match.start()])
            if item_words("quoted").match(behind.strip()) or (
                held and not behind.startswith(("的理念", "理念", "荣誉", "称号"))
            ):
                return self._named(match["name"])
        return None

    def _tells(self, seen: View, name: str, end: int) -> bool:
        """Whether a name in the sentence is what the number is of, and not what it counts."""
        gap = seen.sentence[end:]
        counted = (seen.claim.unit.classifier and not gap.strip(" 约近超过共")) or _COUNTED.match(gap)
        obj = _OBJECT.search(seen.sentence[: end - len(name)].rstrip())
        return not counted and not obj and "；" not in gap and "。" not in gap

    def _named(self, name: str | None) -> str | None:
        """The name, where it names one thing and not the case itself."""
        plain = "".join((name or "").split()).strip('“”"：:·')
        stem = plain if plain.endswith("中心") else item_words("ending").sub("", plain)
        if any(stem in known for known in self._known if len(stem) >= _SHORTEST):
            return None
        broken = plain.count("“") != plain.count("”")
        if not plain or broken or _VAGUE.match(stem) or _THIS.match(plain):
            return None
        if any(plain in known or known in plain for known in self._known):
            return None
        return plain if len(plain) <= _LONGEST else None


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    return (stop_words("predicate") | stop_words("function") | _GOVERNS) - _PART_OF_NAMES


def _whole(text: str) -> str:
    """The whole name that ends a text: back to a mark, or to a word that governs it."""
    match = _LEFT.search(text)
    phrase = match[0] if match else ""
    start = 0
    stops = _stops()
    spans = segment(phrase)
    for left, right in spans[:-1]:
        word = phrase[left:right]
        if word in stops or word.isdigit():
            start = right
    if spans and start == 0 and phrase[: spans[0][1]] in _PART_OF_NAMES:
        start = spans[0][1]
    return phrase[start:]
