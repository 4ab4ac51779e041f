"""Texts in every encoding, long and short, and files that are in two: read exactly, or refused with the place."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import opencc

from benchmarks.fault_kinds import Row
from pipeline.read.encoding import Doubted, Refusal, decode

COUNT = 200
SLICE = 30

BOOK = Path(__file__).parents[2] / "raw/2020/cbca-casebook-2020.txt"
LENGTHS = (6, 12, 25, 50, 200, 1000)  # in characters outside ASCII
ALLOWED = 0.02  # of a few characters alone nobody can tell for sure
READ = {
    "simplified": ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"),
    "traditional": ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16", "utf-16-be"),
}
KOREAN = (
    "우리 회사는 지난해 온실가스 배출량을 12% 줄였다.", "공장 지붕에 태양광 설비를 설치하여 전력을 생산하고 있다.",
    "재활용 포장재의 비율은 45%까지 올라갔습니다.", "물 사용량을 매년 3만 톤 절약하는 사업이 시작되었다.",
    "직원들은 대중교통을 이용하여 출퇴근한다.", "협력 업체와 함께 탄소 중립 목표를 세웠다.",
    "폐기물은 모두 분리하여 다시 쓰도록 하였다.", "친환경 제품의 매출이 2억 원을 넘었다.",
    "환경 보고서", "에너지 절약 사례", "기업 소개", "주요 성과와 앞으로의 계획",
)  # fmt: skip
JAPANESE = (
    "当社は昨年、温室効果ガスの排出量を12%削減しました。", "工場の屋根に太陽光パネルを設置して発電しています。",
    "リサイクル素材の割合は45%まで上がった。", "毎年3万トンの水を節約する事業が始まりました。",
    "従業員は公共交通機関で通勤している。", "取引先とともに脱炭素の目標を立てた。",
    "廃棄物はすべて分別し、もう一度使うようにした。", "環境にやさしい製品の売上が2億円を超えた。",
    "環境報告書のまとめ", "省エネルギーの事例", "会社の紹介", "おもな成果とこれからの計画",
)  # fmt: skip
LATIN = (
    "Les émissions ont été réduites de 12 % l'année dernière.", "Unser Werk spart jährlich über 3.000 t Kohlendioxid.",
    "La société a créé une coopérative à côté de l'école.", "Für die Zukunft wünschen wir uns größere Flächen.",
    "Año tras año, la compañía redujo su consumo de energía eléctrica.", "Não há emissão nenhuma na fábrica de João.",
)  # fmt: skip
FOREIGN = (
    ("euc_kr", KOREAN), ("cp949", KOREAN), ("euc_jp", JAPANESE), ("shift_jis", JAPANESE),
    ("latin-1", LATIN), ("cp1252", LATIN),
)  # fmt: skip
# what most of the file is in, and what a stretch of it is in
MIXED = (
    ("utf-8", "gb18030"), ("utf-8", "cp950"), ("utf-8", "utf-16-le"), ("gb18030", "utf-8"), ("cp950", "utf-8"),
    ("gb18030", "cp950"), ("cp950", "gb18030"), ("gb18030", "euc_kr"), ("gb18030", "euc_jp"), ("gb18030", "shift_jis"),
    ("utf-16", "utf-8"), ("utf-16", "utf-16-be"),
)  # fmt: skip


def run(count: int, scratch: Path) -> Iterator[Row]:  # noqa: ARG001 - all of it happens in memory
    """Decode what is made of the book's lines, of invented foreign ones, and of both together."""
    chance = random.Random(count)  # noqa: S311 - the same texts each time
    lines = [line for line in BOOK.read_text(encoding="utf-8").splitlines() if _weight(line) >= LENGTHS[0]]
    traditional = opencc.OpenCC("s2t")
    chinese = {"simplified": lines, "traditional": [traditional.convert(line).replace("•", "●") for line in lines]}
    wrong: Counter[str] = Counter()
    tried = 0
    for script, encodings in READ.items():
        for encoding, length, _ in product(encodings, LENGTHS, range(count // 10 or 1)):
            text = _encodable(_text(chinese[script], length, chance), encoding)
            wrong[f"{script} in {encoding} of {length} characters"] += decode(text.encode(encoding)) != text
            tried += 1
    yield _row("Chinese texts of 6 to 1,000 characters, read exactly", tried, wrong)
    yield _foreign(count, chance)
    yield _mixed(count, chance, chinese)


def _foreign(count: int, chance: random.Random) -> Row:
    wrong: Counter[str] = Counter()
    tried = 0
    for (encoding, lines), length, _ in product(FOREIGN, LENGTHS, range(count // 10 or 1)):
        content = _encodable(_text(lines, length, chance), encoding).encode(encoding)
        found = decode(content)
        wrong[f"{encoding} of {length} characters"] += not (isinstance(found, Refusal) and " byte " in found.why)
        tried += 1
    return _row("Korean, Japanese and Latin texts, refused with the place", tried, wrong)


def _mixed(count: int, chance: random.Random, chinese: dict[str, list[str]]) -> Row:
    foreign = {"euc_kr": KOREAN, "euc_jp": JAPANESE, "shift_jis": JAPANESE, "cp950": chinese["traditional"]}
    wrong: Counter[str] = Counter()
    tried = 0
    for (whole, part), length, _ in product(MIXED, (25, 50, 200), range(count // 10 or 1)):
        around = foreign.get(whole, chinese["simplified"])
        before = _encodable(_text(around, chance.choice((50, 400)), chance), whole).encode(whole)
        behind = _encodable(_text(around, chance.choice((1, 50, 400)), chance), whole).encode(whole)
        if whole == "utf-16":
            behind = behind[2:]
        middle = _encodable(_text(foreign.get(part, chinese["simplified"]), length, chance), part).encode(part)
        found = decode(before + middle + behind)
        place = re.search(r" byte ([\d,]+)", found.why) if isinstance(found, Refusal | Doubted) else None
        near = place is not None and abs(int(place[1].replace(",", "")) - len(before)) <= 240 + len(middle)
        wrong[f"{part} of {length} characters in {whole}"] += not near
        tried += 1
    return _row("files in two encodings, refused with the place", tried, wrong)


def _row(fault: str, tried: int, wrong: Counter[str]) -> Row:
    told = ", ".join(f"{number} {name}" for name, number in wrong.items() if number)
    return Row(fault, tried, told or "nothing", wrong.total() <= tried * ALLOWED)


def _text(lines: Sequence[str], length: int, chance: random.Random) -> str:
    """Lines, the first one cut where it is too long, with at least so many characters outside ASCII."""
    text = ""
    while _weight(text) < length:
        text += chance.choice(lines) + "\n"
    return text if length > max(LENGTHS[:3]) else _cut(text, length)


def _cut(text: str, length: int) -> str:
    seen = 0
    for place, character in enumerate(text):
        seen += character > "\x7f"
        if seen == length:
            return text[: place + 1]
    return text


def _weight(text: str) -> int:
    return sum(character > "\x7f" for character in text)


def _encodable(text: str, encoding: str) -> str:
    return text.encode(encoding, errors="ignore").decode(encoding)
