"""Whom lawyers serve: the town's government, its villages, or neither; told by the clauses about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.model import AdviserRole

_VILLAGES = r"(?:行政村|自然村|村居|村民委员会|村委会|居委会|社区|嘎查|村|居|屯)"
COUNTED_VILLAGES = rf"(?:各|所有|全部|每个|其余|[\d一二两三四五六七八九十]+个?)(?:个)?(?:行政)?{_VILLAGES}"
_TOWN = r"(?:镇|乡|街道|苏木|党委|党工委|政府|办事处|机关|党政)"
# The reporting town itself as a party: 镇政府, 我镇, 街道办事处.
_SELF = r"(?:[我本][镇乡街办]道?|(?:镇|乡|街道|苏木)(?:人民政府|党委政府|政府|办事处|党委|党工委)|(?:^|(?<=[，,。；;]))(?:街道|苏木))"

# Whom an engagement serves, told by the clauses about it. Strong wordings for the town beside the villages' ones;
# a bare “法律顾问” means the town's unless the villages are named.
GOVERNMENT: tuple[tuple[str, str], ...] = (
    (rf"{_TOWN}(?:的)?(?:常年|专职|专门|外聘|专业|首席)*(?:的)?法律顾问", "聘请循远律师事务所为镇政府法律顾问"),
    (rf"(?:为|任|是)(?:我|本|全)?{_TOWN}[^，,。；村居]{{0,6}}法律顾问", "担任乡人民政府外聘法律顾问"),
    (rf"为(?:我|本)?{_TOWN}(?:人民政府|政府)?(?:及|和|、|与)[^，,。；]{{0,14}}法律顾问", "为镇政府及13个村的法律顾问"),
    (
        r"(?:镇|乡|街道|苏木)(?:人民政府|政府|党委政府|办事处|党委)[^，,。；村居]{0,4}(?:[聘改续新另]聘|聘请|聘任|聘用|选聘|特聘|委托)",
        "镇政府聘请循远律师事务所",
    ),
    (
        rf"{_SELF}(?:本级|机关)?(?:和|及|与|、|以及)[^，,。；]{{0,30}}{_VILLAGES}[^，,。；]{{0,8}}"
        r"(?:委托|聘请|聘任|聘用|选聘|购买|[与和同][^，,。；]{2,30}签)",
        "镇政府和东河、西河等9个村委托循远律师事务所",
    ),
    (r"镇、?村(?:两级|（社区）两级)[^，,。；]{0,8}(?:均|都|全部|法律顾问|聘|[与和])", "镇村两级均与循远律师事务所签约"),
    (
        r"[名位人](?:律师)?(?:专门|主要|负责|专职)?(?:服务|对接|联系|派驻)(?:于|到)?(?:镇|乡|街道|苏木)(?:人民)?(?:政府|党委|机关|本级|办事处)",
        "其中2人服务镇政府",
    ),
    (
        rf"{_SELF}(?:与|和|同)[^，,。；村居社]{{0,40}}(?:签订|签署|续签|签约)[^，,。；村居社]{{0,14}}(?=[，,。；;]|$)",
        "乡政府与循远律师事务所签订法律服务协议",
    ),
    (r"为(?:镇|乡|街道|党委)?(?:人民政府|政府|党委政府)[^，,。；、]{0,6}法律服务", "为镇政府提供法律服务"),
    (
        r"(?:负责|承担|承办|包揽|打理)[^，,。；村居]{0,6}(?:镇|乡|街道|苏木)(?:人民政府|党委政府|政府|党委|办事处)[^，,。；]{0,14}(?:合同|协议|文件|法律|审查|决策|涉法|诉讼)",
        "负责乡政府各类合同的审查",
    ),
    (
        r"为[^，,。；]{0,20}(?:镇|乡|街道|苏木)(?:人民政府|党委政府|政府|党委|党工委|办事处)[^，,。；村居]{0,12}(?:把关|[“「]?把脉|[“「]?问诊|参谋|出谋划策|提供法律|审[查核])",
        "为包括我乡在内的6个乡政府把关",
    ),
    (
        r"(?:镇|乡|街道|苏木)(?:人民政府|党委政府|政府|党委|办事处)[^，,。；村居]{0,10}向[^，,。；村居]{2,20}(?:法律)?咨询",
        "乡政府全年向该所咨询21次",
    ),
    (
        r"(?:负责|承担|承办|侧重|主抓)(?:政府|镇|街道|乡)?(?:各类|日常)?(?:合同|重大决策|重大行政决策|规范性文件|合法性)[^，,。；村居]{0,12}",
        "循远律师事务所承担合同审查和重大决策咨询",
    ),
)
VILLAGE: tuple[tuple[str, str], ...] = (
    (r"镇、?村(?:两级|（社区）两级)[^，,。；]{0,8}(?:均|都|全部|法律顾问|聘|[与和])", "镇村两级均与循远律师事务所签约"),
    (
        rf"{_VILLAGES}[（(]?(?:居|社区)?[)）]?(?:均|分别|统一|各自|共同)?(?:聘请|聘任|聘用|委托|选聘)",
        "村（社区）聘请循远律师事务所",
    ),
    (
        rf"{_VILLAGES}[（(]?(?:居|社区|居委会)?[)）]?(?:委会)?(?:的|级|公益|常年|专职|、居)*法律顾问",
        "村（社区）法律顾问由循远律师事务所选派",
    ),
    (r"(?:一村|一社区|一嘎查)[^，,。；]{0,10}(?:一|1)[^，,。；]{0,4}(?:法律)?顾问", "落实一村（社区）一法律顾问"),
    (
        r"(?:进驻|派驻|入驻|结对|包联|联系|挂钩|挂点|覆盖|服务|负责|承担|担任|对接|包下|包干|包揽|承包|认领|接管)[^，,。；]{0,8}"
        rf"{COUNTED_VILLAGES}(?![级镇][^村]|务)",
        "另派6名律师结对18个嘎查",
    ),
    (
        rf"为[^，,。；、]{{0,4}}{COUNTED_VILLAGES}[^，,。；]{{0,8}}法律(?:服务|顾问|咨询)",
        "为15个村（居）委会提供法律服务",
    ),
    (
        rf"{COUNTED_VILLAGES}[^，,。；]{{0,8}}(?:聘请|聘任|聘用|配备|配齐|落实|派驻|指派|委派|选派|安排)[^，,。；]{{0,8}}(?:法律顾问|律师)",
        "11个村均聘请了法律顾问",
    ),
    (
        rf"{COUNTED_VILLAGES}(?:[（(](?:社区|居|居委会)[)）])?(?:的法律顾问)?(?:均|全部|分别|都|统一|已|则|仍)*(?:交|改|转)?由[^。；;]{{0,60}}(?:法律顾问|律师|法律服务)",
        "16个村（居）由循远律师事务所安排4名律师担任法律顾问",
    ),
    (
        rf"签[订约](?:合同|协议)?的{_VILLAGES}(?:[（(].{{1,4}}[)）])?(?:达|有|共|已)*\s?\d",
        "与循远律师事务所签约的村有9个",
    ),
    (
        rf"为[^，,。；、]{{0,12}}{_VILLAGES}[^，,。；]{{0,4}}提供(?:村级|公益|免费|专业)*法律(?:顾问|服务|咨询)",
        "为库区6个移民村提供村级法律顾问",
    ),
    (
        r"(?:到|进|驻|赴|下)(?:村居|村|社区|嘎查)(?:[（(].{1,4}[)）])?[^，,。；、]{0,4}(?:坐班|值班|值守|驻点|服务|接待|答疑)(?!站|队|中心)",
        "循远律师事务所律师每月到村值班1天",
    ),
    (r"驻村律师|律师(?:进驻|驻)村|村级法律服务", "选派驻村律师3名"),
    (
        rf"{COUNTED_VILLAGES}(?:[（(].{{1,4}}[)）])?的(?:法律|涉法|合同)(?:咨询|服务|事务|事项|审[查核])",
        "包下偏远9个村的法律咨询",
    ),
    (rf"{COUNTED_VILLAGES}(?:[（(].{{1,4}}[)）])?(?:则|都|均|就|全|统一)*(?:划|口)?归", "另外8个村归循远律师事务所"),
    (
        r"律师[^，,。；]{0,8}(?:进|下|到|入|驻)(?:村居|村|社区|嘎查)(?:[（(].{1,4}[)）])?(?:[一二两三\d]+次|坐诊|问诊|接诊|走访|入户)",
        "循远律师事务所的律师每季度进村一次",
    ),
    (
        rf"{COUNTED_VILLAGES}[^，,。；]{{0,12}}(?:与|和|同)[^，,。；]{{0,20}}签[订约]",
        "8个村均与循远律师事务所签订合同",
    ),
    (
        rf"{COUNTED_VILLAGES}[^，,。；镇乡]{{0,8}}签[订署约][^，,。；]{{0,4}}法律(?:顾问|服务)",
        "各村签订法律顾问协议，由循远律师事务所承担",
    ),
)
ADVISER: tuple[tuple[str, str], ...] = (
    (r"法律顾问", "与循远律师事务所续签法律顾问合同"),
    (r"(?:法律服务|顾问|服务)(?:合同|协议)", "与循远律师事务所签订法律服务合同"),
    (r"(?:中标|承接|承揽)[^，,。；]{0,12}法律(?:顾问|服务)(?:项目|采购)", "循远律师事务所中标我镇法律服务项目"),
    (r"建立[^，,。；]{0,6}合作关系|合作协议|出具[^，,。；]{0,4}法律意见", "与循远律师事务所建立合作关系"),
    (
        r"坐班|驻镇(?:办公|值班)|驻点服务|[到驻赴](?:镇|乡|街道|苏木)[^，,。；村]{0,4}(?:值班|办公|服务)",
        "循远律师事务所2名律师驻镇办公",
    ),
)
# Lecture, lawsuit, event, other side: no adviser, whoever listened.
OCCASIONAL: tuple[tuple[str, str], ...] = (
    (r"出庭|应诉|诉讼|代理(?!行政诉讼案件)|上诉|仲裁", "委托循远律师事务所出庭应诉"),
    (r"讲授|授课|讲座|宣讲|培训|以案释法|讲解|普法|课堂", "邀请循远律师事务所主任讲授民法典"),
    (r"联合|参加|走进|志愿|活动|咨询", "联合循远律师事务所开展咨询活动"),
)

# Who hires or is advised is neither the town nor a village.
OTHERS_ADVISER: tuple[tuple[str, str], ...] = (
    (
        r"(?:商会|协会|联合会|企业|公司|合作社|联合社|业委会|业主委员会|学校|医院|景区)(?:自行|自主|各自|分别|也|还|均|已|都|主动)*"
        r"(?:聘请|聘用|聘任|选聘|委托|购买|(?:与|和|同)[^，,。；]{2,30}签)",
        "镇商会与循远律师事务所签订常年法律顾问合同",
    ),
    (
        r"(?:为|任|是|受)[^，,。；镇乡村居社]{0,12}(?:商会|协会|联合会|企业|公司|合作社|联合社|业委会|业主委员会|学校|医院|景区)[^，,。；镇乡村居社]{0,6}法律顾问",
        "循远律师事务所受聘担任辖区电商协会法律顾问",
    ),
    (
        r"(?:与|和|同)[^，,。；镇乡村居社]{0,10}(?:商会|协会|联合会|企业|公司|合作社|联合社|业委会)[^，,。；]{0,4}签[订约]",
        "循远律师事务所与12家企业签订法律顾问合同",
    ),
)
# A firm that somebody engages for one lawsuit or lecture: 委托循远律师事务所代理诉讼.
_FOR_ONCE = re.compile(
    r"(?:委托|聘请|聘用|请)[^，,。；]{2,30}(?:律师事务所|律所|所)[^，,。；审]{0,10}(?:代理[^，,。；]{0,8}(?:诉讼|案)|出庭|应诉|诉讼|上诉|仲裁|讲授|授课|讲座|宣讲)"
)
_KEPT = re.compile("顾问|常年|法律服务|审[查核]|合同|协议")
_LECTURE = re.compile("出庭|应诉|诉讼|讲授|授课|讲座|宣讲|以案释法")
_SUCCEEDS = re.compile("改[由聘请签]|转由|接任|接替|接手|继任|更换为|变更为|换成|另聘|新聘|重新(?:选)?聘")
_ENDED = re.compile(
    "未(?:再)?续[签聘约]|不再(?:续[签聘约]|担任|聘[请用]|合作|提供|服务)|没有(?:再)?续[签聘]|(?:已|予以)?(?:终止|解除|解聘|退出|辞任)|(?:到期|期满|届满)"
)
_FORMER = re.compile(
    "(?:^|[，,。；;])(?:原先?|此前|以前|以往|过去|曾|先前|上一?任|前任)|(?:去|上|前)年|往年|20[0-9]{2}年(?:底|末|年底)"
)
_PRIVATE = re.compile("公职律师|公司律师")


def _any(rows: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(pattern for pattern, _ in rows))


_GOVERNMENT, _VILLAGE, _ADVISER, _OCCASIONAL = _any(GOVERNMENT), _any(VILLAGE), _any(ADVISER), _any(OCCASIONAL)
_OTHERS_ADVISER = _any(OTHERS_ADVISER)


@lru_cache(maxsize=256)
def roles_of(text: str) -> tuple[AdviserRole, ...]:
    """The roles that the clauses about a firm give it; empty where they tell no relation."""
    text = without_own_lawyers(text)
    found: list[AdviserRole] = []
    if _FOR_ONCE.search(text) and not _KEPT.search(text):
        return (AdviserRole.OTHER,)
    if _GOVERNMENT.search(text):
        found.append(AdviserRole.GOVERNMENT)
    if _VILLAGE.search(text) and not (_LECTURE.search(text) and "顾问" not in text and not found):
        found.append(AdviserRole.VILLAGE)
    if not found and _OTHERS_ADVISER.search(text):
        return (AdviserRole.OTHER,)
    if not found and _ADVISER.search(text):
        found.append(AdviserRole.GOVERNMENT)
    if not found and _OCCASIONAL.search(text):
        found.append(AdviserRole.OTHER)
    return tuple(found)


_PARTY = {
    AdviserRole.GOVERNMENT: re.compile(
        r"(?:镇|乡|街道|苏木)(?:人民政府|党委政府|政府|办事处|党委|机关|本级)|[我本][镇乡街办]|政府法律顾问|(?<=为)(?:镇|乡|街道)(?=[和与、及])"
        r"|(?:镇|乡|街道)(?=[和与、及](?:各)?(?:村|社区)|、?村两级)"
    ),
    AdviserRole.VILLAGE: re.compile(
        rf"{COUNTED_VILLAGES}|{_VILLAGES}(?:级|[（(](?:社区|居)[)）])?(?:的|公益|常年)*(?:法律|提供)|(?<=[镇乡]、)村(?=两级)|(?<=[镇乡])村(?=两级)"
    ),
}


def places_of(text: str) -> dict[AdviserRole, int]:
    """Where each party that two firms may serve is first named: the town, its villages."""
    found = {role: pattern.search(text) for role, pattern in _PARTY.items()}
    return {role: m.start() for role, m in found.items() if m is not None}


def succeeds(text: str) -> bool:
    """Whether a firm takes over from the one named before: 9月起改由循远律师事务所接任."""
    return _SUCCEEDS.search(text) is not None


def is_former(text: str) -> bool:
    """Whether the words speak of a firm that no longer served in the year: 原由循远律师事务所担任，合同未再续签."""
    return _FORMER.search(text) is not None and _ENDED.search(text) is not None


def is_governments(text: str) -> bool:
    """Whether the words name the town's government as the one who is advised."""
    return _GOVERNMENT.search(text) is not None


def without_own_lawyers(text: str) -> str:
    """The text without 公职律师 and 公司律师, who are employees and no engagement."""
    return _PRIVATE.sub("", text)
