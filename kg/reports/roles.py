"""What a heading or an opening sentence says of the role of the section it begins. Rules are rows with an example."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import Role
from kg.reports.part_names import LACK as _LACK
from kg.reports.part_names import parts_named


class Wording(NamedTuple):
    role: Role
    pattern: str
    example: str


# Headings of the upper levels. A heading may match several rows; see heading_roles.
HEADINGS: tuple[Wording, ...] = (
    Wording(
        Role.BOILERPLATE,
        "其[他它]需要?(?:报告|说明|汇报)的|^(?:对|请|恳请|希望|提请|向)上级.{0,14}(?:建议|意见|支持|请求)|需要?上级.{0,14}(?:支持|解决|协调|帮助)",
        "五、其他需要报告的情况",
    ),
    Wording(Role.DUTIES, "第一责任人|主要负责人.{0,12}(?:履行|履职|职责|述法)|(?:书记|镇长|乡长|主任)(?:履行|履职).{0,8}职责", "党政主要负责人履行推进法治建设第一责任人职责情况"),
    Wording(Role.CAUSES, "原因(?:分析|剖析)?|成因|根源", "三、原因分析"),
    Wording(Role.PROBLEMS, f"(?:存在|面临|遇到|出现|尚存|暴露|发现|还有|仍有)的?.{{0,12}}{_LACK}|{_LACK}(?:和|与|及|以及|、)?{_LACK}|^(?:主要|突出|工作|目前|当前)*的?{_LACK}(?:和|与|及|以及|、)|^(?:主要|突出|工作)*的?{_LACK}(?:分析|方面|情况)?$|工作{_LACK}$", "二、存在的主要问题"),
    Wording(Role.PROBLEMS, "需要?(?:进一步)?(?:改进|加强|提升)的(?:方面|地方|问题)|有待(?:改进|加强|提高)的|不足之处|(?:存在|主要)(?:的)?不足|^(?:主要)?(?:问题|不足|短板|困难)(?:短板|与|和|、|及)", "存在的不足之处"),
    Wording(Role.PLANS, "下一?步|下一?阶段|下一?年度?|今后|接下来|未来|(?:明|来|次|新的一)年|后续", "三、下一步工作打算"),
    Wording(Role.PLANS, "(?:工作|年度|整改|主要|重点|改进|发展|总体|目标)?(?:打算|思路|安排|规划|设想|谋划|展望|计划)(?:及|和|与|、|$|情况)|努力方向|(?:整改|改进|提升|应对|解决|对策)(?:措施|举措|方向|意见|建议|对策)|(?:工作)?(?:目标|任务)(?:举措|任务|安排)|(?:意见|对策|工作)(?:和|与|及)?建议", "四、整改措施"),
    Wording(Role.MEASURES, "成效|成绩|成果|做法|进展|推进情况|开展情况|落实情况|完成情况|工作情况|基本情况|总体情况|主要情况|履职情况|回顾|总结|亮点|特色|经验|主要工作|重点工作|(?:主要|重点|工作|具体)(?:的)?(?:举措|措施)|开展(?:的)?工作|工作(?:开展|落实|推进|完成)|建设情况", "一、主要举措和成效"),
)  # fmt: skip

# Not the section's subject: problems that are solved, plans that were made.
_SOLVED = re.compile(
    f"(?:解决|针对|聚焦|破解|补齐|补强|查找|查摆|整改|排查|化解|直面|正视|克服|盯住|紧盯|围绕|突破|攻克|研究|梳理|反馈|坚持|消除|对标|以|回应|处置|处理)[^，。、]{{0,14}}{_LACK}"
    f"|{_LACK}(?:导向|整改|清零|化解|销号|清单|台账|排查|线索|为导向)"
)
# The year of a date in figures (2025-02-28) or of a document's number (〔2025〕3号) names no time that is spoken of.
_YEAR = re.compile(r"(?<![\d〔])([2２][0０]\d\d)(?!\d|[-/.]\d{1,2}[-/.]\d)")
_DAY = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_CHINESE_YEAR = re.compile("[二][〇○零０O]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])")
# What a heading that names a year to come says of it, so that it begins the plans; one with a number may say less.
_AHEAD = re.compile(
    "打算|计划|安排|思路|要点|任务|重点|目标|举措|措施|展望|谋划|规划|设想|方向|部署|建议|迈向|继续|(?:工作|建设)$"
)
_LOOKS_BACK = re.compile("(?:报告|总结|汇报|情况|成效|公告|公示|网站?|政府|办事处)$")
_DONE = re.compile("(?:主要)?(?:成效|成绩|做法|进展|情况|总结|回顾|亮点)")


def years(text: str) -> list[int]:
    """Years as written, 2024 and 二〇二四, in order."""
    found = [(m.start(), int(m[1])) for m in _YEAR.finditer(text)]
    digits = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
    found += [(m.start(), int("20" + digits[m[1]] + digits[m[2]])) for m in _CHINESE_YEAR.finditer(text)]
    return [year for _, year in sorted(found)]


_COMPILED = tuple((row.role, re.compile(row.pattern)) for row in HEADINGS)


def heading_roles(heading: str, report_year: int | None, numbered: bool = True) -> tuple[Role, ...]:
    """The roles that a heading of an upper level names, in the order in which it names them; () if it names none.

    存在的问题及下一步打算 names two: its children are told apart by their own wording (item_role). ``numbered``: it
    has a number; a line without one that only bears a later year (the page's date) opens no plans.
    """
    text = re.sub(r"[“”\"‘’《》\s□]", "", heading)
    found: dict[Role, int] = {}
    for role, pattern in _COMPILED:
        m = pattern.search(text)
        if m and not (role is Role.PROBLEMS and _SOLVED.search(text)):
            found.setdefault(role, m.start())
    for place, role in enumerate(parts_named(text, report_year)):
        found.setdefault(role, place * len(text))
    undated = _DAY.sub("", text)
    named = years(undated) if _AHEAD.search(undated) or (numbered and not _LOOKS_BACK.search(undated)) else []
    if report_year is not None and named and max(named) > report_year and Role.CAUSES not in found:
        found.setdefault(Role.PLANS, text.rfind("年"))  # 2025年重点任务 in a report on 2024
        if min(named) > report_year:
            found.pop(Role.MEASURES, None)
            found.pop(Role.DUTIES, None)
    if Role.BOILERPLATE in found:
        return (Role.BOILERPLATE,)
    if Role.DUTIES in found:
        return (Role.DUTIES,)
    if Role.MEASURES in found and Role.PLANS in found and Role.PROBLEMS not in found and _DONE.search(text):
        # 工作总结及下一年计划 is both; 下一步工作举措 and 目标举措 are plans
        return tuple(sorted((Role.MEASURES, Role.PLANS), key=found.__getitem__))
    if Role.PLANS in found:
        found.pop(Role.MEASURES, None)
    if Role.PROBLEMS in found and Role.MEASURES in found and not _DONE.search(text):
        found.pop(Role.MEASURES)
    return tuple(sorted(found, key=found.__getitem__))


# Headings and items of the lower levels: only what is said in so many words.
_CHILD: tuple[Wording, ...] = (
    Wording(Role.CAUSES, "^(?:主要|问题|产生|存在|形成)?[^，。]{0,14}(?:原因|成因)(?:分析|剖析|在于|是|有|如下|主要)?$", "主要原因"),
    Wording(Role.PROBLEMS, f"^(?:工作|目前|当前|主要)?(?:仍|还|中)?(?:存在|面临)的?(?:主要|突出|一些)?(?:的)?{_LACK}(?:(?:和|与|及|、){_LACK})*$|^(?:主要)?{_LACK}(?:(?:和|与|及|、){_LACK})+$", "存在问题"),
    Wording(Role.PLANS, "^(?:下一?步|下一?阶段|今后|明年|来年)(?:的)?(?:工作)?(?:主要)?(?:打算|思路|计划|安排|举措|措施|目标|方向|重点|建议)?(?:和.{2,6})?$|^(?:整改|改进|提升|对策)的?(?:措施|举措|方向|打算|对策|意见|建议)$|^(?:今后)?努力方向$|^工作(?:打算|建议)$", "下一步打算"),
    Wording(Role.DUTIES, "(?:履行|落实|扛牢|压实|担当|担起).{0,24}第一责任人.{0,4}(?:职责|责任|制度)?$", "以身作则，履行第一责任人职责"),
)  # fmt: skip
_CHILD_COMPILED = tuple((row.role, re.compile(row.pattern)) for row in _CHILD)


def child_role(heading: str) -> Role | None:
    """The role that a heading of a lower level names for itself, against the section it stands in."""
    text = re.sub(r"[“”\"‘’《》\s]", "", heading)
    if len(text) > 40:
        return None
    return next((role for role, pattern in _CHILD_COMPILED if pattern.search(text)), None)


_NUMBERED: tuple[tuple[Role, str], ...] = (
    (Role.PROBLEMS, "问题|不足|短板|困难|差距|弱项"),
    (Role.CAUSES, "原因"),
    (Role.PLANS, "打算|措施|举措|任务|对策"),
)


def numbered_role(marker: str) -> Role | None:
    """The role that a number itself names among problems and plans: 问题1：, 措施二：; none for 针对问题一，."""
    return next((role for role, words in _NUMBERED if re.match(f"(?:存在|上述|以上)?的?(?:{words})", marker)), None)


_WEAK = re.compile(
    "不够|不足|不高|不强|不深|不广|不到位|不平衡|不均衡|不完善|不健全|不规范|不及时|不紧密|不匹配|不适应|不理想|不明显|不突出|不充分|不力|不实|不细|不全|不畅|不牢|不熟|不浓|不严|不多|"
    "有待|有差距|存在|欠缺|缺乏|缺少|短缺|紧缺|匮乏|薄弱|偏弱|较弱|滞后|单一|差距|短板|难以|尚未|仍需|还需|仍有|偏低|偏少|较少|较低|淡薄|参差不齐|困难|较大|压力|弱化|流于形式|盲区|脱节"
)
_WEAK_END = re.compile(f"(?:{_WEAK.pattern})(?:加强|提升|提高|完善|改进|增强|优化|规范|突出|问题)?$")
_INTENT = re.compile("^(?:要|将|我镇将|我乡将|我们将)")
_RESOLVE = re.compile(
    "^(?:进一步|持续|继续|不断|切实|全面|深入|着力|大力|积极|扎实|坚持|加强|强化|提升|提高|推进|推动|健全|完善|加大|深化|优化|创新|拓展|落实|建立|构建|规范|严格|抓|做|压实|夯实|突出|聚焦|补齐|开展|组织|丰富|充实|增强|打造|统筹|发挥|注重|紧盯|织密|整合)"
)
_CAUSE_ITEM = re.compile("^(?:主要)?(?:原因|是因为|由于)|(?:的)?原因(?:在于|是|主要)")


def item_role(text: str, choices: tuple[Role, ...]) -> Role | None:
    """Which of a combined section's roles an item has by its own wording: 一是…不够 (problem), 一是加强… (plan)."""
    lead = re.split("[。；;]", text, maxsplit=1)[0]
    clause = re.split("[，,：:]", lead, maxsplit=1)[0]
    if Role.CAUSES in choices and _CAUSE_ITEM.search(lead):
        return Role.CAUSES
    if Role.PROBLEMS not in choices or Role.MEASURES in choices:  # what was done may well speak of what lacked
        return Role.PLANS if Role.PLANS in choices and _INTENT.search(lead) else None
    if Role.PLANS in choices and (_INTENT.search(lead) or (_RESOLVE.search(lead) and not _is_weak(clause))):
        return Role.PLANS
    return Role.PROBLEMS if _is_weak(clause) or _WEAK.search(lead) else None


def falls_short(text: str) -> bool:
    """Whether the first clause of a heading or item ends in a shortcoming: 执法力量薄弱，…"""
    clause = re.split("[。；;，,：:\n]", text, maxsplit=1)[0]
    return _WEAK_END.search(clause) is not None and not _SOLVED.search(clause)


def _is_weak(clause: str) -> bool:
    """加强学习不够深入 is weak, 补齐能力短板 is not."""
    return _WEAK.search(clause) is not None and not _SOLVED.search(clause)


_MERE_RESOLVE = re.compile(
    "正视|新台阶|新成效|新局面|新突破|新篇章|新征程|高质量发展|再接再厉|认真(?:加以)?(?:整改|改进|解决)|切实加以|逐一(?:整改|解决)"
)


def is_resolve(sentence: str) -> bool:
    """Whether a closing sentence says only that one will do better: 我们将正视问题，推动工作再上新台阶。"""
    return _MERE_RESOLVE.search(sentence) is not None


class Opening(NamedTuple):
    """How a paragraph or sentence without heading opens a part of its own."""

    role: Role
    pattern: re.Pattern[str]
    example: str


def _opening(role: Role, pattern: str, example: str) -> Opening:
    return Opening(role, re.compile(pattern), example)


OPENINGS: tuple[Opening, ...] = (
    _opening(Role.CAUSES, "(?:造成|产生|导致|形成|出现|存在)(?:上述|这些|以上|这种|此类|问题|不足|的)*.{0,12}(?:的)?(?:主要|根本|深层次)?(?:原因|成因)|^(?:上述|以上|这些|其)(?:.{0,8})(?:原因|成因|根源)|^[^，。]{0,14}(?:问题|不足|差距|短板)的(?:主要)?(?:原因|成因)|^(?:分析|究其|剖析)(?:其|以上|上述|这些)?.{0,8}(?:原因|根源)|^(?:主要)?原因(?:分析|剖析)?(?:主要)?(?:在于|是|有|如下|：|:|，一)", "造成这些问题的原因，主要在于经费有限。"),
    _opening(Role.CAUSES, f"^(?:[^，。]{{0,12}}[，,])?(?:之所以)?(?:出现|产生|造成|存在|形成|导致)(?:以上|上述|这些|前述)[^，。]{{0,10}}{_LACK}[，,]", "回望全年，产生上述不足，主要是人手偏紧。"),
    _opening(Role.CAUSES, f"^(?:以上|上述|这些|前述)[^，。]{{0,8}}{_LACK}[^，。]{{0,10}}[，,：:]?(?:(?:从)?(?:主观|客观)|[^，。]{{0,6}}(?:主要|根本)?(?:原因|源于|缘于|归因|根子|症结))", "以上不足，从主观上讲是抓得不紧。"),
    _opening(Role.CAUSES, "^(?:出现|产生|造成|存在|形成)(?:以上|上述|这些)[^，。]{0,10}(?:问题|不足|短板|情况|现象)的?[，,]", "出现以上问题，主观上对学习抓得不紧。"),
    _opening(Role.CAUSES, "^(?:从)?(?:主观|客观)(?:上|方面|原因|因素)?(?:看|来看|讲|来讲|来说|而言)?[，,：:]", "主观上，部分干部学法不够自觉；客观上，编制偏紧。"),
    _opening(Role.PROBLEMS, f"^(?:.{{0,40}}(?:虽然|虽|尽管).{{0,60}}(?:但|然而|不过|可是|仍|与).{{0,60}}(?:{_LACK}|不够|不高))", "一年来的工作虽有进步，但短板仍旧明显。"),
    _opening(Role.PROBLEMS, f"^(?:.{{0,50}}[，,])?(?:同时|然而|但是?|不过|当然)?[，,]?(?:我们|我镇|我乡|我街道)?(?:也|还)?(?:清醒|清楚|深刻|应当|必须)?地?(?:也)?(?:认识|看|意识)到.{{0,80}}{_LACK}", "同时，我们也清醒地看到，工作中还有不少不足。"),
    _opening(Role.PROBLEMS, f"^.{{0,60}}(?:仍|还|但|依然|依旧|尚)(?:然|旧)?(?:也)?(?:存在|有)(?:着)?.{{0,24}}{_LACK}", "我镇法治建设工作仍存在一些薄弱环节。"),
    _opening(Role.PROBLEMS, f"^(?:对照|回顾|总结|对标).{{0,50}}(?:还|仍|尚|也|但|依然)(?:然)?(?:存在|有).{{0,20}}(?:{_LACK}|不够)", "回顾一年来的工作，还有一些短板："),
    _opening(Role.PROBLEMS, f"^(?:目前|当前)?(?:工作中?)?(?:主要)?存在的?(?:主要|突出)?(?:的)?{_LACK}(?:和{_LACK})?(?:主要)?(?:有|是|如下|：|:|表现)", "存在的问题主要有："),
    _opening(Role.PROBLEMS, f"^[^。]{{0,40}}(?:但|然而|不过|可是|同时)?(?:主要|突出)?的?{_LACK}(?:和{_LACK}|、{_LACK})*(?:也|却|仍|仍然|还|依然|依旧|同样|还是)+(?:是|很|比较|较为)?(?:实实在在|客观存在|不容忽视|不可忽视|不少|很多|较多|明显|突出|存在|摆在)", "成绩来之不易，短板也不容忽视。"),
    _opening(Role.PROBLEMS, f"^(?:在)?(?:看到|肯定|总结|取得|充分肯定)[^。]{{0,24}}(?:的)?同时[，,][^。]{{0,60}}{_LACK}", "在肯定成绩的同时，工作中也有不足。"),
    _opening(Role.PROBLEMS, "^(?:在)?(?:看到|肯定|总结|取得|充分肯定)[^。]{0,24}(?:的)?同时[，,][^。]{0,30}(?:认识|看|意识)到[：:，,]", "总结成绩的同时，我们也清醒地看到："),
    _opening(Role.PROBLEMS, f"^(?:尽管如此|即便如此|虽然如此|客观地?[讲说看]|坦率地?[讲说]|反思(?:一年来的?)?(?:工作)?|检视自身)[，,][^。]{{0,60}}(?:{_LACK}|不够|不高|不足)", "尽管如此，我们的工作还有短板。"),
    _opening(Role.PROBLEMS, "^[^。，]{0,24}(?:离|距|距离|与|同|比照|对照|对标)[^。]{2,40}(?:还|仍|尚|依然|也)(?:然)?(?:存在|有)[^。，]{0,10}(?:距离|差距|落差)", "我乡的工作离群众期盼还有距离。"),
    _opening(Role.PROBLEMS, f"^(?:目前|当前|现阶段)?(?:工作中?)?(?:面临|存在|遇到)的?(?:主要|突出|最大)?的?{_LACK}(?:和{_LACK})?(?:主要|集中)?(?:有|是|在于|表现|体现|如下|：|:)", "面临的困难主要是："),
    _opening(Role.PLANS, "^(?:在)?(?:下一?步|下一?阶段|下步|今后|接下来|明年|新的一年|来年|未来)(?:的)?(?:工作|一个时期|一段时间)?(?:中|里)?[，,：:]?.{0,60}(?:将|要|计划|打算|重点|继续|进一步|加强|做好|抓好)", "下步工作中，我们将着重做好以下几点。"),
    _opening(Role.PLANS, "^(?:下一?步|下一?阶段|接下来|今后|来年)[，,：:]", "下一步，丰富普法产品，打造骑手普法驿站。"),
    _opening(Role.PLANS, "^(?:改进|整改|提升|解决)(?:措施|举措|办法|对策|方向)[，,：:]", "改进措施：推行人才召回计划，争取配备公职律师。"),
    _opening(Role.PLANS, f"^(?:针对|对于|围绕|聚焦|立足|对照)(?:以上|上述|这些|存在|前述|此类|查找|查摆|自查).{{0,20}}(?:{_LACK}|情况).{{0,40}}(?:将|要|打算|拟|计划|准备|着力|重点)", "针对上述问题，我镇将做好以下工作："),
    _opening(Role.PLANS, "^(?:对此|为此|就此|鉴于此|有鉴于此|基于此|据此|因此)[，,](?:[^，。]{0,8}[，,])?(?:我们|我[镇乡办]|我?街道|[镇乡](?:党委|政府)|[^，。]{2,6}(?:镇|乡|街道))?(?:还|也)?(?:将|拟|要|计划|打算|准备)", "对此，我们将推行案卷互评。"),
)  # fmt: skip
# At most a few words, and no deed, stand between the year and what will be done in it.
_COMING_YEAR = re.compile(
    "^(?:在|进入|展望|面向|步入)?(?:20[0-9]{2}|二[〇○零O0][〇○零一二三四五六七八九]{2})年(?:度)?(?:里|中|是[^。]{2,40}之年)?"
    "(?:的?(?:法治(?:政府)?建设|依法行政)?工作(?:中|里)?)?[，,：:]?.{0,40}?(?:将|要|计划|打算|拟|重点|继续|着力|着重)"
)


def opening_role(sentence: str, report_year: int | None, amid: bool) -> Role | None:
    """The role of the part that a sentence without heading opens; ``amid`` if it does not begin its paragraph."""
    head = sentence[:160]
    for row in OPENINGS:
        if (not amid or row.role is not Role.PROBLEMS) and row.pattern.search(head):
            return row.role
    if not amid and report_year is not None and _COMING_YEAR.match(head) and years(head)[0] > report_year:
        return Role.PLANS
    return None
