"""What a factor is per: 每平方米空间, 一辆车, 人均, and the first side of a conversion."""

import regex

from pipeline.meaning.view import View
from pipeline.model import QuantityKind

_TIME = r"(?!\s?[一1]?\s?个?(?:年|月|日|天|周|星期|礼拜|季|小时|分钟?|秒|昼夜|晚|夜|班|期|逢|当|每)(?!\p{Han}{0,2}级))"
_STOP = (
    r"可以?|能|将|约|平均|就|有效|有|至少|不少|减|节|降|产生|排|增|提|消|剩余|(?<![营税])收|需|达|为|是|的|较|比|人民币|新台币|台币|港币|港元|美元|美金|面值|认购|派|转增|配|发行|盈余|收益|净资产|股息|合计|共|不可|不|改造|生产|回收|蒸汽|流量|"
    r"补助|补贴|津贴|奖励|奖金|捐|发放|给予|提供|从|由|调|活动|累计|同时|满足|处理|运输|行驶|中|内|超过?|低[于至]|高[于达]|大约|近|使用|用|每|[，,。;；：:(（)）]|\d|$"
)
_EACH = regex.compile(
    rf"每{_TIME}\s?(?:使用|生产|处理|消耗|销售|完成|回收|节约|进行|种植|减排|减少|获得?|得(?!到)|增加|新增)?\s?(?:个(?=人))?(?P<per>"
    rf"(?:\d[\d.,]*\s?[A-Za-z]+|(?:(?:一|1(?![\d.]))\s?)?[百千万]?(?:平方公里|公里|千米|平方米|立方米|公斤|千克|吨|克|升|亩|公顷|千瓦时|度|万元|元)|\p{{Han}}|[A-Za-z]+)"
    rf"(?:每[餐人])?\s?[\p{{Han}}A-Za-z“”\"]{{0,14}}?)\s*(?={_STOP})"
)
_ONE = regex.compile(
    r"(?<![\d第统唯万专单逐之其任不同])(?:一|1)\s?(?P<per>[辆台次件吨度棵户张块头艘架](?:\p{Han}{0,6}?))"
    r"(?=一年|每年|可|能|约|就|至少|碳减排|减少|节约|节省|产生|消耗|平均)"
)
_MEAN = regex.compile(
    r"(?<!平)(?P<per>[人户车亩桶吨柜床])均(?!衡|匀|为|已|可|有|值|实|采)|单位(?P<per>面积|产品|产值|产量|GDP|能耗)"
    r"|(?<![\d万亿百千个每位公])(?P<per>吨(?!位|级|公里|之|的)\p{Han}{1,3}?)(?=综合|上网|发电|能耗|电耗|煤耗|水耗|耗|碳排|产生)"
    r"|(?P<per>万元(?:营业收入|工业增加值|产值|GDP|增加值|营收))|单(?P<per>[柜票车台瓶件株店])(?!位|价|元|品|独|向|双)"
    r"|(?P<per>百公里)(?=[电油能气]耗|耗)"
)
_AFRESH = regex.compile(
    r"[，,]\s?(?:累计|共|总(?!量)|目前|全年|合计|项目|公司|企业|全[市省县])|整个|全部|其中|项目共|\d\s?[多余]?\s?[辆台户家套栋座](?=\p{Han})|[。；;！？)）]"
)
# 提升单位产值用电强度，新增负荷 20 万千瓦: what follows has a name of its own
_OTHER_NAME = regex.compile(
    r"[，,](?:[^，,]*\p{Han}{4}|(?!\s?(?:同比|环比|[较比增减降提升约达为]|下降|上[升涨]))[^，,]*\p{Han}{2})"
)
# 1 片公益林（666 平米，可种植梭梭树 250 棵左右）: what stands in the brackets is per what stands before them
_BRACKETED = regex.compile(
    r"(?<![\dA-Za-z.第])(?:一|1)\s?(?P<per>(?![级号期类层步种])\p{Han}(?:\p{Han}{1,8}))\s?[(（](?P<inside>[^()（）]*)$"
)
# 每使用 1 立方米: the number is the base itself
_BASE = regex.compile(r"每\s?(?:使用|生产|处理|消耗|销售|完成|回收|节约|种植|减排|减少|产生|获得?|得|增加|新增)?\s*$")
_NAMED = (_EACH, _ONE, _MEAN)
_FARTHEST = 60


def per(seen: View) -> str | None:
    """What the number is per, without 每 and a leading 一; nothing for the base itself, None for what is no factor.

    Args:
        seen: The claim and what stands around it.
    """
    bracketed = _BRACKETED.search(seen.sentence)
    if bracketed:
        return _plain(bracketed["per"])
    text = seen.sentence[-3 * _FARTHEST :]
    if _BASE.search(text):
        return ""
    found = max((match for pattern in _NAMED for match in pattern.finditer(text)), key=_start, default=None)
    if found is None or seen.claim.unit.kind is QuantityKind.TIME:
        return None
    gap, named = text[found.end() :], next(name for name in found.captures("per") if name)
    afresh = _AFRESH.search(gap) or (found.re is _MEAN and _OTHER_NAME.search(gap))
    return None if len(gap) > _FARTHEST or afresh else _plain(named)


def _start(match: regex.Match[str]) -> int:
    return match.start()


def _plain(text: str) -> str | None:
    plain = "".join(text.split()).strip('“”"')
    return regex.sub(r"^一(?=\p{Han})", "", plain) or None
