"""What stands around a report on a page: labels with values, navigation, share bars, page numbers, footers.

Rules are rows with an example; each example is a test.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Label(NamedTuple):
    """A label of a page's head or foot; ``field`` is the field of Metadata that its value fills, "" for none."""

    pattern: str
    field: str
    example: str


LABELS: tuple[Label, ...] = (
    Label("公文发布日期|发布日期|发布时间|公开日期|公开时间|发文日期|发文时间|发稿时间|信息时间|更新时间|更新日期|录入时间|发表时间|上传时间|录用时间|时间|日期",
          "published", "发布时间：2024-01-26 09:42"),
    Label("公文生成日期|公文成文日期|成文日期|成文时间|生成日期|生成时间|制发日期|形成日期|印发日期", "document_date", "成文日期：2024-01-24"),
    Label("信息来源单位|信息来源|文章来源|内容来源|稿件来源|稿源|来源|发布机构|发布机关|发布单位|发布部门|发文机关|发文单位|发文机构|公开机构|公开主体"
          "|公开责任部门|责任部门|责任单位|制发机关|制发单位|供稿单位|供稿|信息提供|所属机构|所属单位|信息公开单位|机构名称|单位名称|发布者|发布人",
          "publisher", "信息来源：新安镇"),
    Label("发文字号|发文文号|文件编号|文件字号|文号", "document_number", "发文字号：福政报〔2025〕2号"),
    Label("文件标题|信息名称|文件名称|信息标题|公文名称|标题|名称", "title", "标　　题：关于福旺镇2024年度法治建设工作开展情况的汇报"),
    Label("索引号|索引码|信息索引号|信息索引|主题分类|主题词|主题|体裁分类|体裁|组配分类|信息分类|信息类别|所属类目|类目|所属栏目|分类|公文种类|文种|公开目录|公开类别|公开方式|公开载体|公开范围|公开类型"
          "|公开属性|公开形式|公开程度|公开时限|有效性|时效性|公文时效|公文状态|时效|效力状态|是否有效|有效期|失效日期|废止日期|生效日期|实施日期|统一登记号|统一编号|登记号|载体类型|语种|服务对象|关键词|关键字"
          "|内容概述|内容概要|信息摘要|摘要",
          "", "索引号：330521-XAZ/2024-00317"),
    Label("作者|撰稿人|撰稿|编辑|责任编辑|责编|审核人|审核|审签|校对|初审|复审|终审|签发人|点击数|点击量|点击率|点击次数|点击|浏览次数|浏览量|浏览数|浏览|阅读次数|阅读量"
          "|阅读数|阅读|访问量|访问次数|字体大小|字体|字号大小|字号|视力保护色|分享文章到|分享到|分享至|分享|打印|收藏|语音播报|朗读|背景色|保护视力色",
          "", "浏览次数：217"),
)  # fmt: skip


def _spaced(word: str) -> str:
    """A label's characters may stand apart: 索 引 号."""
    return r"[ \t\u3000\xa0]{0,12}".join(word)


_WORDS = sorted(((w, row.field) for row in LABELS for w in row.pattern.split("|")), key=lambda x: -len(x[0]))
_FIELD = dict(_WORDS)
_BLANK = r"[ \t\u3000\xa0\u2002\u2003]"
_NAMES = "|".join(_spaced(w) for w, _ in _WORDS)
_LONG_NAMES = "|".join(w for w, _ in _WORDS if len(w) > 3)
LABEL = re.compile(
    rf"[【\[]{_BLANK}*(?P<bracketed>{_NAMES}){_BLANK}*[】\]]{_BLANK}*[:：]?{_BLANK}*"
    rf"|(?:(?<=^)|(?<=[\s|｜丨/•·*-]))[【\[（(]?(?P<label>{_NAMES})(?:{_BLANK}*[:：]|\t){_BLANK}*"
    rf"|(?<!^)(?P<run_in>{_LONG_NAMES})(?:{_BLANK}*[:：]|{_BLANK}+(?=20\d\d[-/.年])){_BLANK}*",
    re.M,
)
"""A label: in brackets, before a colon or tab; one of four characters or more may follow a value without a gap."""
_DATE = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
DATE_TIME = re.compile(rf"{_DATE}(?:[ T\u3000\xa0]*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?")
_TRIMMED = " \t\u3000\xa0\u2002\u2003【】[]（()|｜丨）-—•·*/"
_CELL_RULE = re.compile(r"^[ \t\u3000]*(?=.*[|｜])(?:[|｜ \t\u3000:]|-{2,}|—{2,})+$|^[ \t]*[•·*|｜丨\-–—][ \t]*$")
# 湘江县人民政府门户网站 www.example.cn before 发布时间：…
_SITE = re.compile(
    r"^(?P<site>[\u4e00-\u9fff·]{2,24}(?:人民政府|政府网站?|政务网|门户网站?|信息网|公开网|融媒体中心|网站))"
    r"(?:[ \t\u3000\xa0]+(?:https?://)?[A-Za-z0-9./-]+)?$"
)
# What follows a label without colon, by the label's field: 索引号rmzf/2026-00001, 时效性有效.
_RUN_ON_VALUES: dict[str, str] = {
    "published": r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ ]*\d{1,2}:\d{2}(?::\d{2})?)?",
    "document_date": r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?",
    "publisher": r"[\u4e00-\u9fff]{2,24}(?:镇|乡|街道|苏木|政府|办事处|委员会|办公室|局|委|厅|所|中心)",
    "document_number": r"[\u4e00-\u9fff]{2,12}[〔\[（(]20\d\d[〕\]）)]\d{1,4}号|无",
    "": r"[A-Za-z0-9][A-Za-z0-9/_-]{5,40}|主动公开|依申请公开|不予公开|(?:现行)?有效|无效|失效|废止|[是否无]",
}
_VALUE_END = re.compile(
    rf"[ \t\u3000\xa0]+(?:{_LONG_NAMES})[ \t\u3000\xa0:：]|[【\[]?(?:字体|字号)|[ \t\u3000\xa0\u2002\u2003]{(2,)}|[\t|｜丨]|【|$|\[ *大"
)
_FONT_SIZES = re.compile(
    r"[ \u3000\xa0]*[\[【（(]?[ \u3000\xa0]*(?:大|小)[ \u3000\xa0]+中[ \u3000\xa0]+(?:小|大)[ \u3000\xa0]*[\]】）)]?"
)


class Line(NamedTuple):
    """A kind of line that is no part of the report. ``foot``: what follows it is no part either."""

    reason: str
    pattern: re.Pattern[str]
    foot: bool
    example: str


def _line(reason: str, pattern: str, foot: bool, example: str) -> Line:
    return Line(reason, re.compile(pattern), foot, example)


LINES: tuple[Line, ...] = (
    _line("neighbouring articles", r"^[【\[<（(]?(?:上|下|前|后)[ 　]*一?[ 　]*[篇条页则](?:文章|新闻|信息)?[】\]>）)]?[ 　]*(?:[:：]|$|没有)", True, "上一篇：没有了"),
    _line("neighbouring articles", r"^[【\[]?(?:相关(?:信息|文章|链接|阅读|新闻|文档|稿件|解读|附件|推荐)|推荐阅读|热点(?:新闻|推荐)|延伸阅读|猜你喜欢|关联文件)[】\]]?[:：]?$", True, "相关链接"),
    _line("share and print", r"^[【\[(（]?(?:打印|关闭|返回|收藏|纠错|我要纠错|分享|顶部|TOP|回到顶部|返回顶部|扫一扫|二维码|下载)(?:本页|本文|此页|窗口|页面|顶部|首页|列表|上一页|内容)?[】\])）]?"
          r"(?:[ 　|｜/]*[【\[(（]?(?:打印|关闭|返回|收藏|纠错|我要纠错|分享|顶部|TOP|回到顶部|返回顶部|下载)(?:本页|本文|此页|窗口|页面|顶部|首页|列表|内容)?[】\])）]?)*$", True, "【打印本页】 【关闭窗口】"),
    _line("share and print", r"^(?:【?分享(?:到|至|文章到|本文|本页)?[】:：]?)[ 　]*(?:(?:微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|QQ|朋友圈|人人网|抖音|豆瓣|更多)[ 　|｜]*)*(?:[ 　]*【(?:打印|关闭)[^】]{0,6}】)*$", True, "分享到：微信 微博 【打印】 【关闭】"),
    _line("share and print", r"(?:扫一扫|微信扫|手机扫|扫码).{0,20}(?:手机|微信|打开|分享|浏览|页面|查看|关注)|^(?:关注)?(?:官方)?(?:微信)?公众号$|^关注(?:我们|公众号|微信)|^手机(?:版|站|阅读)$|^(?:政务)?(?:微信|微博|抖音|客户端)$", True, "扫一扫在手机打开当前页"),
    _line("site footer", r"^(?:网站)?(?:主办|承办|协办|主管|运维|维护|建设|管理|版权)[ 　]*(?:单位|所有|机构)?[ 　]*[:：]|^版权所有|^Copyright|^©|(?i:ICP)备[\d×x*]|ICP[ 　]*备案?(?:序)?号|公网安备|备案(?:标识|编)[码号]|网站(?:标识|识别)码|^技术支持|^网站地图|^(?:关于|联系)我们$|^(?:网站|隐私|免责|法律)声明$|(?:建议使用|分辨率).{0,30}(?:浏览器|分辨率|浏览)",
          True, "主办：德清县人民政府办公室 网站标识码：3305210001 浙ICP备05000000号-1"),
    _line("site footer", r"^(?:地址|单位地址|联系地址|邮编|邮政编码|联系电话|电话|传真|电子邮箱|邮箱|值班电话|办公时间|网址)[ 　]*[:：]", True, "地址：浦北县小江街道解放路 联系电话：0777-0000000"),
    _line("links", r"^(?:国务院(?:部门|各部门)|地方政府|(?:各|市|区|县|省|州)*(?:政府|直)?(?:部门|区县|县区|区市县|市州|地市|乡镇|镇街|街镇)(?:政府)?|区县政府|其他|其它|友情|相关)网站(?:链接|群)?$|^友情链接[:：]?$", True, "国务院部门网站"),
    _line("navigation", r"^(?:您?(?:的|现在的?|当前)?(?:所在)?位置|您?(?:当前|现在)(?:所在)?(?:的)?(?:位置|页面)|当前栏目|首页)(?:是|在)?[ 　]*(?:[:：]|[>＞»›/→-]|&gt;)|^[^。，；]{0,60}首页[ 　]*(?:[>＞»›→/]|&gt;|-).{0,120}$", False, "首页 > 政务公开 > 年度报告"),
    _line("navigation", r"星期[一二三四五六日天][ 　]*$|^(?:无障碍|简体|繁[体體])[ 　|｜]", False, "2019年12月3日 星期二"),
    _line("navigation", r"^(?:网站)?(?:首页|主页|导航|登录|注册|无障碍(?:阅读|浏览|版)?|适老版|长者(?:模式|版|专区)|关怀版|老年模式|简体|繁体|繁體|English|站内搜索|搜索|智能问答|繁体版|简体版|网站支持IPv6|手机版|移动版|政务公开|政府信息公开|新闻中心|办事服务|互动交流|数据开放|政民互动|政务服务|走进.{1,6})(?:[ 　|｜]+(?:\S{2,8}))*$", False, "网站首页 | 无障碍阅读 | 登录 | 注册"),
    _line("navigation", r"^(?:[^\s|｜丨。，；：]{2,20}(?:网|网站|平台|频道|客户端))(?:[ 　]*[|｜丨][ 　]*[^\s|｜丨。，；：]{2,20}(?:网|网站|平台|频道|客户端))+[ 　|｜丨]*$", False, "清源市人民政府网 | 清源市石桥区人民政府网 |"),
    _line("reading aloud", r"^(?:语音(?:播报|合成中.{0,20}|朗读)|(?:进入|退出|开始|停止|暂停)(?:语音)?(?:播报|朗读|阅读)(?:模式)?)$|请使用tab按?键?按?钮?.{0,6}(?:切换|浏览)", False, "语音播报"),
    _line("font size", r"^[【\[（(]?(?:字体|字号)(?:大小)?[ 　]*[:：]?[ 　]*[\[【]?[ 　]*[\]】）)]?$", False, "【字号"),
    _line("font size", r"^[【\[（(]?(?:字体|字号)?[ 　:：]*[\[【]?[ 　]*(?:(?:特?大|默认|中|小|\+|-|A\+|A-)(?:号|字)?[ 　|/]*){2,4}[\]】）)]?$|^(?:听|收听|语音|朗读)(?:全文|播报|本文)?$", False, "【字体：大 中 小】"),
)  # fmt: skip

PAGE_NUMBER = re.compile(
    r"^[ \t\u3000\xa0]*(?:[-－—–─━一\u00b7]{1,3}[ \t\u3000\xa0]*\d{1,3}[ \t\u3000\xa0]*[-－—–─━一\u00b7]{1,3}"
    r"|第[ \u3000]*\d{1,3}[ \u3000]*页(?:[ \u3000]*[,，/]?[ \u3000]*共[ \u3000]*\d{1,3}[ \u3000]*页)?"
    r"|(?i:page)[ ]*\d{1,3}|\d{1,3}[ ]*/[ ]*\d{1,3})[ \t\u3000\xa0]*$"
)
BARE_NUMBER = re.compile(r"^[ \t\u3000\xa0]*\d{1,3}[ \t\u3000\xa0]*$")
DOCUMENT_NUMBER = re.compile(
    r"^[\u4e00-\u9fff]{2,12}(?:发|函|报|字|办|文|呈|政|委)?[ ]*[〔\[【（(［][ ]*(?:19|20)\d\d[ ]*[〕\]】）)］][ ]*第?[ ]*\d{1,4}[ ]*号$"
)
_SEPARATORS = re.compile(r"[>＞»›→]|&gt;|(?<=\S)[ 　]+[/-][ 　]+(?=\S)")


def line_kind(line: str) -> Line | None:
    """The row of LINES that a (trimmed) line matches."""
    for row in LINES:
        if row.pattern.search(line):
            return row
    return None


def labelled(line: str) -> list[tuple[str, str]] | None:
    """Fields and values of a line that consists of labels: 来源：新安镇　浏览次数：217; None if it is another line.

    The line may begin with a date or the site's name (2025-01-14 10:08　来源：福旺镇人民政府), be a row of cells
    (索引号 | 330521/2024 | 公开方式 | 主动公开 |), or be one label without colon (时效性有效, 发布机构).
    """
    if ("|" in line or "｜" in line) and (cells := _cells(line)) is not None:
        return cells
    if (alone := _without_colon(line)) is not None:
        return [alone]
    matches = list(LABEL.finditer(line))
    rest = line[: matches[0].start()] if matches else line
    values: list[tuple[str, str]] = []
    lead = DATE_TIME.search(rest)
    if lead and (matches or re.search("[-/:.]", lead[0])):  # 2024年1月24日 alone is the report's own date
        values.append(("published", lead[0]))
        rest = rest[: lead.start()] + rest[lead.end() :]
    rest = _FONT_SIZES.sub("", rest).strip(_TRIMMED)
    if matches and (site := _SITE.match(rest)):
        values.append(("site", site["site"]))
        rest = ""
    if rest in ("备注", "您"):
        rest = ""
    if rest or not (matches or values):
        return None
    for i, m in enumerate(matches):
        end = matches[i + 1].start() if i + 1 < len(matches) else len(line)
        values.append(_value(m["label"] or m["bracketed"] or m["run_in"], line[m.end() : end]))
    return values


def _value(label: str, value: str) -> tuple[str, str]:
    """The field that a label fills, and its value without what the page puts behind it."""
    field = _FIELD[re.sub(r"\s", "", label)]
    if field in ("published", "document_date") and (date := DATE_TIME.search(value)):
        value = date[0]
    elif stop := _VALUE_END.search(value):
        value = value[: stop.start()]
    value = value.strip(" \t\u3000\xa0\u2002【[（(|｜丨】])）")
    return ("url" if field == "publisher" and value.startswith(("http://", "https://")) else field, value)


def _cells(line: str) -> list[tuple[str, str]] | None:
    """Labels and values of a row of cells: | 公开类别 | 主动公开 | 发布时间 | 2025-03-17 |; None for other rows."""
    cells = [cell.strip(" \t\u3000\xa0\u2002\u2003[]【】：:") for cell in re.split("[|｜]", line)]
    cells = [cell for cell in cells if cell]
    values: list[tuple[str, str]] = []
    waiting = ""
    for cell in cells:
        name = re.sub(r"\s", "", cell)
        if name in _FIELD:
            if waiting:
                values.append((_FIELD[waiting], ""))
            waiting = name
        elif (inside := LABEL.match(cell)) and inside["label"]:  # | 发文字号： | 发文时间：2025-12-22 |
            if waiting:
                values.append((_FIELD[waiting], ""))
            waiting = ""
            values.append(_value(inside["label"], cell[inside.end() :]))
        elif waiting:
            values.append(_value(waiting, cell))
            waiting = ""
        else:
            return None
    if waiting:
        values.append((_FIELD[waiting], ""))
    return values or None


def _without_colon(line: str) -> tuple[str, str] | None:
    """A label that stands alone (文　号), or whose value follows it at once (发布日期2026-01-27)."""
    bare = re.sub(r"\s", "", line.strip(_TRIMMED))
    if bare in _FIELD:
        return _FIELD[bare], ""
    if len(bare) > 60:
        return None
    for length in range(min(8, len(bare) - 1), 2, -1):
        field = _FIELD.get(bare[:length], "title")
        if field in _RUN_ON_VALUES and re.fullmatch(_RUN_ON_VALUES[field], bare[length:]):
            return field, bare[length:]
    return None


def is_rule(line: str) -> bool:
    """Whether a line is the rule of a table in plain text (|---|---|), or a bullet without text."""
    return _CELL_RULE.match(line) is not None


def breadcrumb(line: str) -> tuple[str, ...]:
    """The steps of 当前位置：首页 > 政务公开 > 法治政府建设."""
    path = re.sub(r"^(?:[^:：>＞]{0,12}[:：]|\d+(?=首页))", "", line)
    steps = (step.strip(" \t\u3000\xa0") for step in _SEPARATORS.split(path))
    return tuple(step for step in steps if step)
