"""Blocks: which line breaks are soft, what a block is, and what introduces it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.lexicon.typography import INVISIBLE, LONGEST_SENTENCE, lines_of
from pipeline.model import Block, BlockKind, Document, Section, Span
from pipeline.read.text import read_text
from pipeline.split import split
from pipeline.split.joining import join, sentences_of
from tests.split.books import BOOKS
from tests.split.test_books import REAL


def blocks_of(body: str) -> list[Block]:
    document = read_text(f"◎ 案例概述\n{body}\n".encode(), "book.txt", 2020)
    return list(split(document)[1][-1].blocks)


def texts_of(body: str) -> list[str]:
    return [block.text for block in blocks_of(body)]


JOINED = {
    "Chinese": "食\n物浪费|食物浪费",
    "number and unit": "27626 千瓦\n时|27626 千瓦时",
    "number, unit": "35\n千伏|35千伏",
    "a number in two": "1,2\n34 吨|1,234 吨",
    "digits and a Latin unit": "16.5\nkW|16.5kW",
    "Latin words": "low carbon\nbuilding|low carbon building",
    "Latin behind a comma": "green,\nlow|green, low",
    "a code": "ISO\n14064|ISO 14064",
    "a hyphen": "low-\ncarbon|low-carbon",
    "spaces at the edges": "节约 \n\u3000用电|节约用电",
    "a zero-width space": "减排 1\u200b000 吨|减排 1000 吨",
}


@pytest.mark.parametrize("example", JOINED.values(), ids=JOINED.keys())
def test_lines_join_as_they_were_before_they_broke(example: str) -> None:
    broken, whole = example.split("|")
    joined = join(broken, [Span(line.start, line.end) for line in lines_of(broken)])
    assert joined.text == whole
    assert list(joined.offsets) == sorted(set(joined.offsets))


SPLIT = {
    "a blank line a page broke in": (
        "项目投资、建设、运营所涉及的利益相关方，选取浙北\n最大的水上公共服务区——嘉兴，由多方共同建设运营\n\n芦花荡水上服务区，与各方签订协议。",
        [
            "项目投资、建设、运营所涉及的利益相关方，选取浙北最大的水上公共服务区——嘉兴，由多方共同建设运营芦花荡水上服务区，与各方签订协议。"
        ],
    ),
    "a rate behind a blank line": (
        "• 节约用电 1200 万千瓦时，减少排放 8800 吨\n\n/ 年；\n• 投资 3 万元。",
        ["• 节约用电 1200 万千瓦时，减少排放 8800 吨/ 年；", "• 投资 3 万元。"],
    ),
    "captions": (
        "正文说完了。\n\n中央空调运行智能控制系统\n\n东海基地冷却塔区",
        ["正文说完了。", "中央空调运行智能控制系统", "东海基地冷却塔区"],
    ),
    "a short line that ends a sentence": (
        "飞蚂蚁全国首创免费上门收衣服务，目前已覆盖全国三百个城市。\n平台不断扩大。\n目前已覆盖全国三百个城市，通过和物流公司合作建立回收体系。",
        [
            "飞蚂蚁全国首创免费上门收衣服务，目前已覆盖全国三百个城市。平台不断扩大。",
            "目前已覆盖全国三百个城市，通过和物流公司合作建立回收体系。",
        ],
    ),
    "items of every kind": (
        "• 甲；\n（1）乙；\n① 丙；\n1、丁；\n一、戊；\n- 己；\n一是庚；\n二是辛。",
        ["• 甲；", "（1）乙；", "① 丙；", "1、丁；", "一、戊；", "- 己；", "一是庚；", "二是辛。"],
    ),
    "a list of numbers at the start of a line": (
        "三家工厂的化学需氧量排放量去年分别减少\n3、5、8 吨，危险废物降至\n80 吨。",
        ["三家工厂的化学需氧量排放量去年分别减少3、5、8 吨，危险废物降至80 吨。"],
    ),
    "a hyphen at the start of a line": ("以研究 - 试点 - 赋能 -\n- 倡导为机制", ["以研究 - 试点 - 赋能 -- 倡导为机制"]),
    "lines that nothing but their ends part": (
        "新建泵房\n水泵24台\n管网长度共9.6公里\n值班室面积\n86平方米\n污泥减\n排 5 吨",
        ["新建泵房", "水泵24台", "管网长度共9.6公里", "值班室面积86平方米", "污泥减排 5 吨"],
    ),
    "statements a line each, with commas and without full stops": (
        (
            "绿色运营\n我们在 28 座泵站推行绿色运营，去年泵站综合能耗同比下降 6.3%\n"
            "泵站屋顶光伏装机容量达到 12.6 兆瓦，年发电量约 1,300 万千瓦时\n完成 15 座泵站的改造，年节水 8.5 万吨\n"
            "推行无纸化办公，减少用纸 3.2 吨"
        ),
        [
            "绿色运营",
            "我们在 28 座泵站推行绿色运营，去年泵站综合能耗同比下降 6.3%",
            "泵站屋顶光伏装机容量达到 12.6 兆瓦，年发电量约 1,300 万千瓦时",
            "完成 15 座泵站的改造，年节水 8.5 万吨",
            "推行无纸化办公，减少用纸 3.2 吨",
        ],
    ),
    "hyphens under titles without a mark": (
        (
            "设备情况\n- 本期更换水泵24台，其中变频泵9台，另有备用泵3台尚未投用，预计下季完成调试\n"
            "- 管网总长为9.6公里，其中新管3.2公里，老管6.4公里\n客户情况\n- 供水户数为3.2万户，水费回收率为98%"
        ),
        [
            "设备情况",
            "- 本期更换水泵24台，其中变频泵9台，另有备用泵3台尚未投用，预计下季完成调试",
            "- 管网总长为9.6公里，其中新管3.2公里，老管6.4公里",
            "客户情况",
            "- 供水户数为3.2万户，水费回收率为98%",
        ],
    ),
    "a long sentence without a comma": (
        "本次改造由承建单位会同设计单位与监理单位按照国家有关标准分步实施并\n于年内完成全部六十台水泵的更换",
        ["本次改造由承建单位会同设计单位与监理单位按照国家有关标准分步实施并于年内完成全部六十台水泵的更换"],
    ),
    "numbers broken from their units": (
        "粮仓容量共计1.2\n万吨\n全年产量达3,400\n吨",
        ["粮仓容量共计1.2万吨", "全年产量达3,400吨"],
    ),
    "an item whose list begins elsewhere": (
        "五、减少噪声\n风机房有风机 9 台。\n六、增加绿地\n苗圃面积 7 亩。",
        ["五、减少噪声", "风机房有风机 9 台。", "六、增加绿地", "苗圃面积 7 亩。"],
    ),
    "labels a line each": (
        "企业名称：长河公司\n所属行业：水务\n员工人数：500 人",
        ["企业名称：长河公司", "所属行业：水务", "员工人数：500 人"],
    ),
    "paragraphs that are a line each": (
        f"中央通訊 14:12\n{'公司持续推进节水改造，' * 7}成效显著。\n{'泵站完成更新，' * 9}运行平稳。\n另有水表。",
        [
            "中央通訊 14:12",
            f"{'公司持续推进节水改造，' * 7}成效显著。",
            f"{'泵站完成更新，' * 9}运行平稳。",
            "另有水表。",
        ],
    ),
    "items behind a dash": (
        "主要工作：\n——节水持续推进。更换水表12只。\n——绿化稳步推进。\n公司以水养绿——不是空话。",
        ["主要工作：", "——节水持续推进。更换水表12只。", "——绿化稳步推进。公司以水养绿——不是空话。"],
    ),
    "long lines without a stop among paragraphs that are a line each": (
        (
            f"{'泵站完成更新，' * 10}运行平稳。\n"
            "2021年1月27日在清河市第九届代表大会第四次会议上 市长 林某某\n首页\n另有水表。"
        ),
        [
            f"{'泵站完成更新，' * 10}运行平稳。",
            "2021年1月27日在清河市第九届代表大会第四次会议上 市长 林某某",
            "首页",
            "另有水表。",
        ],
    ),
    "headings of any width among paragraphs that are a line each": (
        (
            "水务市场空间有望突破 80 亿元\n供水是指向居民和企业供应达到标准的自来水，并收取水费的活动。\n"
            "全市供水总量已达到 160 亿立方米，其中居民用水约占八成。\n管网更新是行业增长的动力，各地出台了支持政策。\n"
            "污水处理能力稳步提升\n污水处理规模的增长主要由城镇管网的延伸所驱动。"
        ),
        [
            "水务市场空间有望突破 80 亿元",
            "供水是指向居民和企业供应达到标准的自来水，并收取水费的活动。",
            "全市供水总量已达到 160 亿立方米，其中居民用水约占八成。",
            "管网更新是行业增长的动力，各地出台了支持政策。",
            "污水处理能力稳步提升",
            "污水处理规模的增长主要由城镇管网的延伸所驱动。",
        ],
    ),
    "headings with a comma above lines that fill their column": (
        (
            "坚守绿色底色，推进节能降碳\n公司坚持绿色低碳发展理念，全面推进能源管理体系建设，全年综合能耗\n"
            "同比下降5.2%，累计实施节能改造项目36个，节约标准煤2.3万吨。\n严控污染排放，守护碧水蓝天\n"
            "公司持续加大环保投入，全年投入环保资金3.6亿元，二氧化硫、氮氧化物\n排放量分别下降8%、6%。"
        ),
        [
            "坚守绿色底色，推进节能降碳",
            (
                "公司坚持绿色低碳发展理念，全面推进能源管理体系建设，全年综合能耗"
                "同比下降5.2%，累计实施节能改造项目36个，节约标准煤2.3万吨。"
            ),
            "严控污染排放，守护碧水蓝天",
            "公司持续加大环保投入，全年投入环保资金3.6亿元，二氧化硫、氮氧化物排放量分别下降8%、6%。",
        ],
    ),
    "a title right behind a sentence, and a list with commas below it": (
        (
            "报告期内，集团温室气体排放总量为12.3万吨，较上一年度减少1.1万吨。\n主要措施\n"
            "更换照明灯具3200盏，节电86万度\n安装屋顶光伏12兆瓦\n淘汰柴油叉车45台"
        ),
        [
            "报告期内，集团温室气体排放总量为12.3万吨，较上一年度减少1.1万吨。",
            "主要措施",
            "更换照明灯具3200盏，节电86万度",
            "安装屋顶光伏12兆瓦",
            "淘汰柴油叉车45台",
        ],
    ),
    "a sentence that ends where its column does": (
        "公司坚持绿色低碳发展理念，全面推进能源管理体系建设，能耗下降。\n另有节水项目一个，已于去年底完成验收并投入使用，运行情况良好\n稳定",
        [
            "公司坚持绿色低碳发展理念，全面推进能源管理体系建设，能耗下降。另有节水项目一个，已于去年底完成验收并投入使用，运行情况良好稳定"
        ],
    ),
    "a heading without a blank line": (
        "1. 扬州基地智能控制项目\n由于产能增加和新车间扩建，公司经讨论决定改造空调系统，\n分区设计。",
        ["1. 扬州基地智能控制项目", "由于产能增加和新车间扩建，公司经讨论决定改造空调系统，分区设计。"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), SPLIT.values(), ids=SPLIT.keys())
def test_paragraphs_end_where_they_were_ended(body: str, expected: list[str]) -> None:
    assert texts_of(body) == expected


def test_a_line_that_a_tool_spread_out_has_single_spaces() -> None:
    assert texts_of("2015     年，占比约        65%，\n减至-35.05  亿元；编号 12     34") == [
        "2015 年，占比约 65%，减至-35.05 亿元；编号 12  34"
    ]


def test_page_furniture_does_not_part_a_paragraph() -> None:
    book = BOOKS["form feeds and running heads"]
    document = read_text(book.text.encode(), "book.txt", 2021)
    texts = [block.text for section in split(document)[1] for block in section.blocks]
    assert (
        "全国货车空驶率约40%，公司有货车1200辆，每年空驶里程1.3亿公里，减少空驶意味着减少油耗和排放，也意味着司机收入的增加。"
        in texts
    )


HEADED = [
    "1）",
    "①",
    "(1) ",
    "1.1.1 ",
    "2.4 ",
    "第二节 ",
    "第三章",
    "附件3 ",
    "（三）",
    "Ⅱ.",
    "⒉",
    "專欄2：",
    "乙、",
    "貳、",
    "B. ",
]


@pytest.mark.parametrize("number", HEADED)
def test_a_numbered_title_is_no_part_of_what_it_heads(number: str) -> None:
    assert texts_of(f"{number}2030年減水\n水塔有6座。") == [f"{number}2030年減水", "水塔有6座。"]


@pytest.mark.parametrize("measure", ["3.5 万吨", "2.4 个百分点", "1.2 人次", "6.5公里"])
def test_a_number_that_measures_begins_no_item(measure: str) -> None:
    assert texts_of(f"站内道路比上年又增加了\n{measure}") == [f"站内道路比上年又增加了{measure}"]


def test_every_block_knows_the_heading_line_that_it_stands_under() -> None:
    blocks = blocks_of("总述在前。\n一、用水\n水塔有6座。\n（一）回用\n• 浇灌；\n• 冲洗。\n二、用电\n电表有9只。")
    under = {block.text: None if block.heading is None else blocks[block.heading].text for block in blocks}
    assert under == {
        "总述在前。": None,
        "一、用水": None,
        "水塔有6座。": "一、用水",
        "（一）回用": "一、用水",
        "• 浇灌；": "（一）回用",
        "• 冲洗。": "（一）回用",
        "二、用电": None,
        "电表有9只。": "二、用电",
    }


def test_of_lines_that_nothing_parts_the_first_may_head_the_others() -> None:
    assert outline("节水成果\n水表9只\n水泵12台") == [
        ("heading", "节水成果", None),
        ("item", "水表9只", 0),
        ("item", "水泵12台", 0),
    ]


def outline(body: str) -> list[tuple[str, str, int | None]]:
    return [(block.kind.value, block.text, block.lead_in) for block in blocks_of(body)]


def test_a_colon_or_an_inline_heading_introduces_the_items_behind_it() -> None:
    assert outline("绿色仓储：\n\n• 发电 5 万度；\n• 节煤 3 吨。\n\n正文结束于此。\n\n• 另一项。") == [
        ("heading", "绿色仓储：", None),
        ("item", "• 发电 5 万度；", 0),
        ("item", "• 节煤 3 吨。", 0),
        ("paragraph", "正文结束于此。", None),
        ("item", "• 另一项。", None),
    ]


def test_an_item_introduces_items_with_another_marker() -> None:
    assert [
        lead
        for _, _, lead in outline(
            "成效如下：\n1、2019 年：\n（1）节电 5 万度；\n（2）节水 3 吨。\n2、2020 年：\n（1）节电 9 万度。"
        )
    ] == [
        None,
        0,
        1,
        1,
        0,
        4,
    ]


def test_paragraphs_that_end_in_semicolons_are_a_list() -> None:
    assert [
        lead for _, _, lead in outline("产生环境效益：\n\n2019 年，节电 5 万度；\n\n2020 年，节电 9 万度。\n\n另起。")
    ] == [None, 0, 0, None]


def test_a_sentence_runs_on_in_its_items() -> None:
    assert outline("与此同时，我们\n\n• 推广 6 个项目。")[1][2] == 0


def test_inline_headings_are_told_from_items() -> None:
    kinds = [
        kind for kind, _, _ in outline("一、试点先行\n\n正文说明试点。\n\n二、优化推广\n\n1. 甲地完成；\n2. 乙地完成。")
    ]
    assert kinds == ["heading", "paragraph", "heading", "item", "item"]


@pytest.mark.parametrize(
    ("before", "lead"),
    [
        ("两厂均已投产。下表列示各厂 2021 年的排放。", 0),
        ("两厂的排放如下（2021 年度）。", 0),
        ("情况如下表所示。两厂于 2021 年投产。", None),
        ("2021 年，两厂投产。", None),
    ],
)
def test_a_sentence_that_announces_a_table_introduces_its_cells(before: str, lead: int | None) -> None:
    blocks = blocks_of(f"{before}\n\n名称\t产量\t排放\n甲厂\t2094\t35\n乙厂\t1359\t28\n\n正文。")
    assert {block.lead_in for block in blocks if block.kind is BlockKind.CELL} == {lead}
    assert blocks[-1].lead_in is None


def test_cells_are_blocks_of_their_own_behind_what_introduces_them() -> None:
    blocks = blocks_of("排放对比：\n\n名称 2019 年 2020 年\n甲厂 2094 0\n乙厂 1359 0\n\n正文。")
    cells = [block for block in blocks if block.kind is BlockKind.CELL]
    assert [cell.text for cell in cells] == ["名称", "2019 年", "2020 年", "甲厂", "2094", "0", "乙厂", "1359", "0"]
    assert {(cell.lead_in, cell.table) for cell in cells} == {(0, 0)}
    assert blocks[-1].text == "正文。"


SENTENCES = [
    ["节电5万度；减排3吨（估算。含间接）。", "“好。”", "他说：“真好！”", "完了？"],
    ["占比为 2.5%，下降 3.0。", "其余不变"],
    ["《谁在减排？》发布了。"],
]


@pytest.mark.parametrize("sentences", SENTENCES)
def test_sentences_end_behind_their_stop_and_what_closes_behind_it(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert [text[span.start : span.end] for span in sentences_of(text)] == sentences


@pytest.mark.parametrize("pause", ["；", "，", "、", ""])
def test_what_goes_on_without_a_full_stop_is_cut_at_its_pauses(pause: str) -> None:
    text = f"节电 5 万度{pause}" * 300
    pieces = [text[span.start : span.end] for span in sentences_of(text)]
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= LONGEST_SENTENCE
    assert all(piece.endswith(pause) for piece in pieces)


def test_a_semicolon_pauses_longer_than_a_comma() -> None:
    text = "节电，" * 100 + "节水；" + "节电，" * 150
    assert sentences_of(text)[0].end == 303


def check_laws(document: Document, sections: tuple[Section, ...]) -> None:
    """Every visible character of a body lies in one block, at its own offset; sentences tile their block."""
    text = document.text
    furniture = {place for span in document.furniture for place in range(span.start, span.end)}
    taken: list[int] = []
    for section in sections:
        for block in section.blocks:
            assert len(block.offsets) == len(block.text)
            assert all(before < after for before, after in zip(block.offsets, block.offsets[1:], strict=False))
            assert all(section.span.start <= place < section.span.end for place in block.offsets)
            for place, character in zip(block.offsets, block.text, strict=True):
                assert text[place] == character or (character in " \n" and text[place].isspace())
            assert "".join(block.text[span.start : span.end] for span in block.sentences) == block.text
            assert block.text == block.text.strip()
            assert block.lead_in is None or section.blocks[block.lead_in] is not block
            taken += [place for place in block.offsets if not text[place].isspace()]
    assert len(taken) == len(set(taken))
    assert furniture.isdisjoint(taken)
    visible = {
        place for place, character in enumerate(text) if not character.isspace() and not INVISIBLE.match(character)
    }
    left = visible - set(taken) - furniture
    headings = "".join(section.heading or "" for section in sections)
    rules = {place for table in document.tables for place in range(table.span.start, table.span.end) if place in left}
    # What is in no block is a heading with its mark, or the rules of a table.
    assert not any(text[place].isalnum() for place in rules)
    assert sum(text[place].isalnum() for place in left) <= sum(map(str.isalnum, headings)) + 2 * len(sections)


def test_the_laws_hold_on_every_book() -> None:
    for text in (REAL.read_text(encoding="utf-8"), *(book.text for book in BOOKS.values())):
        document = read_text(text.encode(), "book.txt", 2020)
        check_laws(document, split(document)[1])


LINES = st.sampled_from(
    [
        "",
        "",
        " ",
        "◎ 案例概述",
        "【项目成果】",
        "■ 我们的故事",
        "一、项目成效",
        "主要做法",
        "• 节约用电 1,2",
        "34 万千瓦时；",
        "（1）减排 3 吨",
        "/ 年。",
        "长河公司",
        "案例二 青山集团：新绿",
        "甲厂 12 34",
        "乙厂 - 56",
        "指标\t2019年\t2020年",
        "节电\t1\t2",
        "| 甲 | 1 |",
        "| --- | --- |",
        "名称    数值",
        "节水    80",
        "项目名称 具体内容",
        "low carbon",
        "building in 2021",
        "占比为 2.5%，\u200b比上年提高",
        "- 3 -",
        "4",
        "\f",
        "附录",
        "绿色发展案例集",
    ]
)


@given(st.lists(LINES, max_size=40))
@example(
    ["指标\t2019年\t2020年", "| 甲 | 1 |", "- 3 -", "长河公司", "甲厂 12 34"]
)  # a cell goes on behind a page number
@example(["指标\t2019年\t2020年", "（1）减排 3 吨", "（1）减排 3 吨"])  # a head more than columns
@example(["甲厂 12 34", "长河公司", "名称    数值", "甲厂 12 34", "甲厂 12 34"])  # a line below one table, atop another
@example(["长河公司", "| 甲 | 1 |", "| --- | --- |", "◎ 案例概述"])  # a table between the lines of a title
@example(["甲厂 12 34", "4", "4", "甲厂 12 34"])  # a line among the rows that is none of them
@example(["◎ 案例概述", "building in 2021", "", "附录", "甲厂 12 34"])  # the name of back matter in a row
def test_the_laws_hold_on_any_mixture_of_lines(lines: list[str]) -> None:
    document = read_text("\n".join(["起", *lines]).encode(), "book.txt", 2021)
    check_laws(document, split(document)[1])


@given(st.text(alphabet="案例概述◎●【】一二12、.，。；： \n\t|-（）(“”\f第页公司", max_size=200))
def test_the_laws_hold_on_any_text(text: str) -> None:
    document = read_text(f"起{text}".encode(), "book.txt", 2021)
    check_laws(document, split(document)[1])


def test_what_no_cell_of_a_table_takes_is_read_behind_it() -> None:
    blocks = blocks_of("甲厂 12 34\n4\n4\n乙厂 12 34\n")
    assert sorted(block.text for block in blocks if block.table is not None) == [
        "12",
        "12",
        "34",
        "34",
        "4",
        "乙厂",
        "甲厂",
    ]
    assert [block.text for block in blocks if block.table is None] == ["4"]


WRAPPED = """水务集团去年在沿江的九个泵站完成了节能改造工程，更换了老旧
电机和阀门，并且与供电部门共同建立了用电监测的平台，全年共计
节约用电
212
万千瓦时，按照当地的电价计算节约的电费超过一百万元，所节约的
费用全部用于修建村庄供水管网，受益的居民分布在沿江两岸的各个
村镇，其中既有山区也有平原，供水的水质由第三方机构每季度进行
一次检测，检测的结果向全体用户公布，用户可以在网站上查询到它
们的全部记录，也可以向集团的客服中心索取纸面的检测报告。
"""


def test_a_text_set_in_double_space_reads_as_one_set_in_single_space() -> None:
    doubled = WRAPPED.replace("\n", "\r\r\n")
    single, double = (read_text(text.encode(), "book.txt", 2021) for text in (WRAPPED, doubled))
    assert [block.text for section in split(double)[1] for block in section.blocks] == [
        block.text for section in split(single)[1] for block in section.blocks
    ]


def test_a_number_that_begins_with_a_nought_opens_a_part() -> None:
    texts = texts_of("公司全年召开会议 4 次。\n04 社会篇\n员工共有 30 人，其中本地员工 12 人。\n")
    assert texts == ["公司全年召开会议 4 次。", "04 社会篇", "员工共有 30 人，其中本地员工 12 人。"]


def test_lines_far_short_of_the_one_column_of_a_text_were_ended() -> None:
    prose = "公司持续推进节能改造与清洁生产，全年在生产、物流与办公各个环节开展" * 4
    column = "\n".join(prose[at : at + 32] for at in range(0, len(prose), 32)) + "。\n"
    listed = "".join(f"{year}年产业规模为3201亿元，增速为12.6%\n" for year in range(2016, 2022))
    texts = texts_of(column * 3 + listed + column)
    assert listed.splitlines() == [text for text in texts if text.startswith("20")]


def test_paragraphs_of_a_line_each_stay_apart() -> None:
    lines = [
        f"第{number}个泵站的节能改造工程已经完成，并通过了验收，节电率超过了预期的目标。"
        for number in "一二三四五六七八九"
    ]
    document = read_text("\n\n".join(lines).encode(), "book.txt", 2021)
    assert [block.text for section in split(document)[1] for block in section.blocks] == lines


def test_the_numbers_of_a_list_that_counts_on_are_marked() -> None:
    blocks = blocks_of("3.1本期新建泵站。\n3.2库区占地18亩。\n3.5万吨为产能。\n")
    assert [block.text[: block.marked] for block in blocks] == ["3.1", "3.2"]
    blocks = blocks_of("9.1.1新建冷库1.8万立方米\n9.1.2购置制冰机26台\n9.2运营期15年\n")
    assert [block.text[: block.marked] for block in blocks] == ["9.1.1", "9.1.2", "9.2"]
