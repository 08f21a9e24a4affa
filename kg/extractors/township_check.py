"""Is a document the report of a township on law-based government? If not, why not, in one line.

Counties, departments and villages report too, and names of towns stand in their reports, in news and in notices: what
decides is who the author is and what the title says that the document is.
"""

from __future__ import annotations

import re

from kg.errors import NotATownshipReport
from kg.extractors.authors import Author, AuthorKind
from kg.extractors.dates import plain
from kg.extractors.readings import TOWN_KINDS, Reading, readings
from kg.model import Identity, Report
from kg.places import Gazetteer

_SUBJECT = re.compile(
    r"法治(?:政府|建设|工作|镇|乡|街道|社会|督察|化)|依法行政|依法治[镇乡街区村县市]|依法治理|推进法治|普法|述法|法治[\u4e00-\u9fff]{2,4}建设|法制建设"
)
# 关于印发《新安镇2023年法治政府建设年度报告》的通知 brings the report; 关于做好…报告工作的通知 asks for one.
_ASKS = re.compile(r"关于(?:做好|开展|报送|上报|加强|组织)[^《》]*(?:通知|函)$")
_LOOKS_BACK = re.compile(r"报告|总结|汇报|情况|自评|自查|述职|述法|回顾|综述|小结|年报|成效|亮点")
# Documents that are no reports, though towns issue them. Example title beside each wording.
_OTHER_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"信息公开(?:工作)?(?:年度)?(?:报告|年报)"),
        "政府信息公开报告",
    ),  # 新安镇2023年政府信息公开工作年度报告
    (re.compile(r"政府工作报告$"), "政府工作报告"),  # 2024年宋桂镇政府工作报告
    (re.compile(r"[预决]算"), "预算/决算"),  # 万顺镇2023年度部门决算公开
    (re.compile(r"招标|采购|中标"), "招标/采购"),  # 包鸾镇法治文化广场招标公告
    (re.compile(r"解读"), "解读"),  # 《…法治政府建设情况的报告》文件解读
    (re.compile(r"公示|公告|公开征求|名单$|清单$|目录$"), "公示/公告"),  # 四屏镇2024年行政执法人员名单
    (re.compile(r"通知$|的通知[(（]?|的通报$|批复$|复函$|的函$"), "通知"),  # 关于印发…的通知
    (re.compile(r"会议纪要|纪要$"), "纪要"),
    (
        re.compile(r"(?:工作)?(?:要点|方案|计划|规划|安排|意见|制度|办法|规则|规定|预案|措施)(?:[(（].*[)）])?$"),
        "工作计划/方案",
    ),  # 法治建设工作要点
    (re.compile(r"讲话|发言|致辞|倡议书"), "讲话"),
    (re.compile(r"召开|举办|举行|走进|开展[\u4e00-\u9fff]{0,14}活动$|座谈会$"), "新闻"),  # 四屏镇召开法治政府建设推进会
)
_MAY_CARRY = {"公示/公告", "通知", "新闻"}  # kinds whose wording may stand around the title of a report
_NEWS = re.compile(
    r"本报讯|本网讯|本报记者|新华社|[(（]记者|[(（]通讯员|记者\s?[\u4e00-\u9fff]{2,4}\s|通讯员\s?[\u4e00-\u9fff]{2,4}[\s)）]|记者(?:了解到|从|在|获悉)|"
    r"来源[:：]\s*[\u4e00-\u9fff]{0,8}(?:晚报|日报|早报|都市报|法治报|晨报)|客户端讯"
)
_ISSUED = re.compile(r"关于(?:印发|转发|公布|征求|召开|开展|做好|报送|调整|成立)")
_OWN_VOICE = re.compile(
    r"报告如下|汇报如下|总结如下|情况(?:总结)?如下|我[镇乡]|我街|本街道|我苏木|全[镇乡]|镇党委|乡党委|街道?党工委|苏木党委"
)
# Whose voice it is where a town is only spoken of: 我局指导黄石街, 我县各镇街.
_OTHERS_VOICE = re.compile(r"(?:我|本)(?:局|院|县|区|市|旗|州|省|部门|单位|中心|支队|大队|公司|校)(?!域|场)")
_TOWNS_VOICE = re.compile(r"我[镇乡街]|我苏木|本[镇乡]|本街道|全[镇乡]|全街")
_WEIGHTY = ("title", "header", "signature", "source")


def check_township_report(report: Report, identity: Identity, gazetteer: Gazetteer) -> None:
    """Nothing for a township's report on law-based government; raises NotATownshipReport with the reason otherwise."""
    title = re.sub(r"\s+", "", plain(report.title))
    opening = plain(report.text)[:600]
    found = readings(report, gazetteer)
    _refuse_other_kinds(title, opening, identity)
    _refuse_other_authors(found)
    if not _SUBJECT.search(title) and not (_SUBJECT.search(opening) and _LOOKS_BACK.search(f"{title}{opening}")):
        raise NotATownshipReport(
            "no report on 法治政府建设 or 依法行政: neither title nor opening speaks of it",
            "不是法治政府建设（依法行政）报告：标题和开头都没有提到",
        )
    if not identity.name:
        raise NotATownshipReport(
            "names no 镇, 乡, 街道, 苏木 or 开发区 as its author", "没有写明是哪个镇、乡、街道、苏木或开发区的报告"
        )
    by_author = any(_is_of(r, identity, gazetteer) and r.where in _WEIGHTY for r in found)
    text = plain(report.text)
    others = _OTHERS_VOICE.search(text) is not None and _TOWNS_VOICE.search(text) is None
    if not by_author and (others or not _OWN_VOICE.search(text)):
        raise NotATownshipReport(
            f"speaks of {identity.name} but is not its own report", f"提到{identity.name}，但不是它自己的报告"
        )
    if not _LOOKS_BACK.search(title) and not _OWN_VOICE.search(text):
        raise NotATownshipReport(
            "neither title nor text says that it is a 报告, 总结 or 汇报", "标题和正文都没有说明这是报告、总结或汇报"
        )


def _is_of(reading: Reading, identity: Identity, gazetteer: Gazetteer) -> bool:
    """Whether a line names the town as its author, by the name on the list or another: 灵璧经开区 is 经济开发区."""
    name, division = reading.author.name, identity.division
    return name == identity.name or (division is not None and division.full_name in gazetteer.candidates(name))


def _refuse_other_kinds(title: str, opening: str, identity: Identity) -> None:
    """News, notices, plans, accounts. A title that looks back as well (总结暨工作计划) is a report."""
    if (news := _NEWS.search(opening)) and not (_LOOKS_BACK.search(title) and _SUBJECT.search(title)):
        quoted = news[0].strip()
        raise NotATownshipReport(f"news, not a report (“{quoted}”)", f"是新闻报道，不是报告（“{quoted}”）")
    is_report = bool(_SUBJECT.search(title) and _LOOKS_BACK.search(title)) and not _ASKS.search(title)
    quoted = re.sub(r"《[^》]*》", "", title)
    for pattern, kind in _OTHER_KINDS:
        if is_report and kind in _MAY_CARRY:
            continue
        if pattern.search(quoted) and not (kind.startswith("工作计划") and re.search(r"总结|情况|报告|汇报", quoted)):
            raise NotATownshipReport(
                f"no report on 法治政府建设 but {kind} (“{_brief(title)}”)",
                f"不是法治政府建设报告，而是{kind}（“{_brief(title)}”）",
            )
    if not is_report and _ISSUED.match(re.sub(r"^.{0,30}?(?=关于)", "", quoted)):
        raise NotATownshipReport(f"no report but 通知 (“{_brief(title)}”)", f"不是报告，而是通知（“{_brief(title)}”）")


def _refuse_other_authors(found: tuple[Reading, ...]) -> None:
    """Counties, departments, villages: by the title first, then by the signature, then by the source line."""
    for where in ("title", "signature", "header", "source"):
        authors = [reading.author for reading in found if reading.where == where]
        if any(author.kind in TOWN_KINDS for author in authors):
            return
        if authors and not (where == "source" and _towns_elsewhere(found)):
            raise _not_a_town(authors[0])


def _towns_elsewhere(found: tuple[Reading, ...]) -> bool:
    return any(r.author.kind in TOWN_KINDS for r in found)


def _not_a_town(author: Author) -> NotATownshipReport:
    what, what_zh = {
        AuthorKind.GOVERNMENT: ("a government above the township level", "上级政府"),
        AuthorKind.DEPARTMENT: ("a department", "部门"),
        AuthorKind.VILLAGE: ("a village or community", "村（社区）"),
    }[author.kind]
    who = _brief(author.written)
    return NotATownshipReport(
        f"a document of {what} ({who}), not of a township", f"是{what_zh}（{who}）的文件，不是乡镇的报告"
    )


def _brief(text: str) -> str:
    """A quotation that fits into one line."""
    return text if len(text) <= 40 else text[:39] + "…"
