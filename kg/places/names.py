"""How divisions are called: kinds by suffix, short forms of long names, names too general to find in text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# The peoples whose names stand in names of autonomous divisions and ethnic townships (with or without 族).
PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各"
).split()
_LONG_PEOPLES = [people for people in PEOPLES if len(people) > 1]
_PEOPLES = (
    "(?:(?:"
    + "|".join(sorted(PEOPLES, key=len, reverse=True))
    + ")族|(?:"
    + "|".join(sorted(_LONG_PEOPLES, key=len, reverse=True))
    + "))"
)
_AUTONOMOUS = re.compile(rf"^(?P<stem>.{{1,7}}?){_PEOPLES}*自治(?P<kind>[县旗州])$")
_ETHNIC_TOWNSHIP = re.compile(rf"^(?P<stem>.+?){_PEOPLES}*(?:{_PEOPLES}|民族)(?P<kind>[乡镇])$")
_WING_BANNER = re.compile(r"^(?P<first>.).*?(?P<wing>[左右])翼(?P<place>[前中后]?)(?:.*自治县|旗)$")
_SUFFIX = re.compile(r"(?:维吾尔自治区|壮族自治区|回族自治区|自治区|特别行政区|地区|林区|特区|新区|省|市|县|区|旗|盟)$")

# Abbreviations that follow no rule. Example: 中共莫旗旗委 is of 莫力达瓦达斡尔族自治旗.
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "莫力达瓦达斡尔族自治旗": ("莫旗",),
    "东乌珠穆沁旗": ("东乌旗",),
    "西乌珠穆沁旗": ("西乌旗",),
    "阿拉善左旗": ("阿左旗",),
    "阿拉善右旗": ("阿右旗",),
    "土默特左旗": ("土左旗",),
    "土默特右旗": ("土右旗",),
    "乌拉特前旗": ("乌前旗",),
    "乌拉特中旗": ("乌中旗",),
    "乌拉特后旗": ("乌后旗",),
    "鄂托克前旗": ("鄂前旗",),
    "四子王旗": ("四子旗",),
    "达尔罕茂明安联合旗": ("达茂旗", "达茂联合旗"),
    "前郭尔罗斯蒙古族自治县": ("前郭县",),
    "杜尔伯特蒙古族自治县": ("杜蒙县",),
    "景宁畲族自治县": ("景宁县",),
    "大兴安岭地区": ("大兴安岭",),
    "神农架林区": ("神农架",),
    "黔西南布依族苗族自治州": ("黔西南",),
    "黔东南苗族侗族自治州": ("黔东南",),
    "黔南布依族苗族自治州": ("黔南",),
    "湘西土家族苗族自治州": ("湘西",),
    "巴音郭楞蒙古自治州": ("巴州",),
    "博尔塔拉蒙古自治州": ("博州",),
    "克孜勒苏柯尔克孜自治州": ("克州",),
    "准格尔旗": ("准旗",),
    "达拉特旗": ("达旗",),
    "伊金霍洛旗": ("伊旗",),
    "陈巴尔虎旗": ("陈旗",),
    "新巴尔虎左旗": ("新左旗",),
    "新巴尔虎右旗": ("新右旗",),
    "克什克腾旗": ("克旗",),
    "翁牛特旗": ("翁旗",),
    "阿鲁科尔沁旗": ("阿旗",),
    "扎鲁特旗": ("扎旗",),
    "扎赉特旗": ("扎旗",),
    "苏尼特左旗": ("东苏旗",),
    "苏尼特右旗": ("西苏旗",),
    "太仆寺旗": ("太旗",),
    "正镶白旗": ("白旗",),
    "正蓝旗": ("蓝旗",),
}

# Names and short forms that are ordinary words more often than places: never found in running text by themselves.
# Example: “推进和平建设” is not of 和平县, “城区” is any town's.
GENERAL = frozenset(
    "城区 郊区 矿区 东区 西区 南区 北区 新区 新城区 城中区 城东区 城西区 城北区 城关区 市中区 工业区 "
    "东方 和平 平安 长安 新华 朝阳 友谊 红旗 向阳 前进 建设 文明 长治 安定 永定 集安 保安 普安 和顺 建安 "
    "解放 中原 东风 五一 新城 新民 新建 兴安 城口 海州 南岸 通道 资源 容城 安全 重点 中央 西部 沿河 江口 河口 "
    "河东 河西 河北 江北 江东 江南 海东 海北 海南 海西 东山 南山 西山 东海 山东 市南 市北 青山 上街 鼓楼 东兴 大方 "
    "平和 安居 合作 公安 富民 利民 惠民 民和 民乐 民丰 乐业 安乐 东安 西安 南部 思明 崇明 高明 光明 开平 高要 新会 集贤 "
    "进贤 清流 正定 定安 武定 定日 尖山 五华 桥东 桥西 路南 路北 双清 二道 上海 成武 同心 互助 团结 大同 共和 建德 德化 "
    "通化 宣化 从化 怀化 敦化 奉化 遵化 彰武 修文 修武 尚义 崇信 忠 信宜 信义 崇义 顺义 义安 兴义 兴和 永和 "
    "大化 大通 大名 大安 民权 宜居 应城 应县 安图 永年 武强 武功 成安 双流 平等 改则 措美 康定 仁怀 仁和 仁化 灵山 社旗 "
    "平定 平顺 平阴 平远 平果 平原 高平 广平 太平 开放 东丽 金山 宝山 银海 万全 龙头 阳光 阳春 阳东 阳原 "
    "新沂 新兴 新丰 新绛 新野 新龙 新和 新源 新邵 新田 新县 新蔡 新安 新乡 新余 新密 新郑 新昌 新津 新都 新罗 新市 新荣 "
    "准旗 达旗 伊旗 陈旗 克旗 翁旗 阿旗 扎旗 太旗 白旗 蓝旗 克州 博州 "
    "天等 天心 天河 天元 天宁 天山 天桥 天水 天长 天门 天台 天全 天峻 石林 石城 石门 石台 石楼 石泉 石阡 石鼓 石峰".split()
) - {"山东", "上海", "河北", "海南", "西安", "怀化", "大同", "新乡", "新余", "天水", "兴安", "长治"}

TOWNSHIP_SUFFIX = re.compile(r"(?:镇|乡|街道|苏木|区公所)$")

_TOWNSHIP_ENDING = re.compile(r"(?:街道|苏木|地区|镇|乡)$")

# What a town is called in general. Example: “各乡镇、街道” names none.
NO_TOWNS = frozenset(
    "镇 乡 街道 苏木 乡镇 村镇 城镇 集镇 场镇 市镇 小镇 古镇 名镇 强镇 重镇 建制镇 特色小镇 重点镇 全镇 我镇 本镇 "
    "各镇 该镇 两镇 三镇 兄弟镇 县镇 镇乡 全乡 我乡 本乡 各乡 该乡 城乡 下乡 家乡 老乡 水乡 故乡 返乡 山乡 侨乡 还乡 他乡 "
    "入乡 民族乡 各街道 我街道 本街道 全街道 该街道 镇街道 乡镇街道 各乡镇 全乡镇 乡镇政府 我苏木 全苏木 本苏木 各苏木 "
    "该苏木 法治乡镇 枫桥式乡镇 全国文明镇 法治镇 依法治镇 依法治乡 依法治街道 法治街道 城区街道办".split()
)


def township_type(name: str) -> str:
    """镇, 乡, 民族乡, 街道, 苏木 or 区公所. A town of Mongols (巴彦塔拉达斡尔民族乡) is a 民族乡, 民族苏木 a 苏木."""
    if name.endswith("乡"):
        return "民族乡" if name.endswith("民族乡") or _ETHNIC_TOWNSHIP.match(name) else "乡"
    for kind in ("街道", "苏木", "区公所", "镇"):
        if name.endswith(kind):
            return kind
    return ""


def township_stem(name: str) -> str:
    """新安镇 → 新安; empty where the name has no such ending or less than two characters would stay."""
    stem = _TOWNSHIP_ENDING.sub("", name)
    return stem if stem != name and len(stem) >= 2 else ""


ZONE_TYPE = "开发区"
_ZONE_KINDS = (
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("管委会", ""),
)


def zone_aliases(name: str, above: Sequence[str]) -> tuple[str, ...]:
    """Other ways to write a development zone; ``above``: names of the divisions it lies in, nearest first.

    河北清苑经济开发区 (清苑区, 保定市, 河北省) → 清苑经济开发区, 清苑经开区, 清苑区经济开发区 …; 经济开发区 (灵璧县 …) →
    灵璧县经济开发区, 灵璧经济开发区, 灵璧经开区. Nothing that names no place: 经济开发区 alone is any county's.
    """
    forms = {form for area in above for form in (area, *short_forms(area))}
    bare = name
    while cut := next((form for form in sorted(forms, key=len, reverse=True) if bare.startswith(form)), ""):
        bare = bare[len(cut) :]
    own = len(bare) > 6 and not bare.startswith(("经济", "高新", "工业", "现代", "产业", "循环", "农业"))
    heads = {*({""} if own else ()), *((above[0], *short_forms(above[0])) if above else ())}
    if (named := name.removesuffix(bare)) and not own:
        heads |= {form for form in forms if named.endswith(form)}
    tails = {bare, *(bare.removesuffix(long) + short for long, short in _ZONE_KINDS if bare.endswith(long))}
    return tuple(sorted({head + tail for head in heads for tail in tails if len(head + tail) > 3} - {name}))


def area_type(name: str) -> str:
    """Kind of a division above the town: 省 自治区 直辖市 市 地区 盟 自治州 县 自治县 区 林区 特区 旗 自治旗."""
    if name in {"北京市", "天津市", "上海市", "重庆市"}:
        return "直辖市"
    for kind in ("自治区", "特别行政区", "自治州", "自治县", "自治旗", "地区", "林区", "特区"):
        if name.endswith(kind):
            return kind
    return name[-1]


@lru_cache(maxsize=8192)
def short_forms(name: str) -> tuple[str, ...]:
    """Other ways to write a province, prefecture or county, longest first.

    江津区 → 江津; 禄劝彝族苗族自治县 → 禄劝县, 禄劝; 科尔沁右翼中旗 → 科右中旗; 广西壮族自治区 → 广西;
    恩施土家族苗族自治州 → 恩施州, 恩施. Nothing for names of two characters (忠县).
    """
    forms = list(ABBREVIATIONS.get(name, ()))
    if wing := _WING_BANNER.match(name):
        kind = "县" if name.endswith("县") else "旗"
        forms.append(f"{wing['first']}{wing['wing']}{wing['place']}{kind}")
    if autonomous := _AUTONOMOUS.match(name):
        forms += [autonomous["stem"] + autonomous["kind"], autonomous["stem"]]
    elif len(name) > 2:
        forms.append(_SUFFIX.sub("", name))
    forms = [form for form in forms if len(form) > 1 and form != name]
    return tuple(sorted(set(forms), key=lambda form: (-len(form), form)))


def township_aliases(name: str) -> tuple[str, ...]:
    """Other ways to write a township: 邓家土家族乡 → 邓家乡, 邓家民族乡; 三源浦朝鲜族镇 → 三源浦镇."""
    if ethnic := _ETHNIC_TOWNSHIP.match(name):
        aliases = [ethnic["stem"] + ethnic["kind"]]
        if ethnic["kind"] == "乡":
            aliases.append(ethnic["stem"] + "民族乡")
        return tuple(alias for alias in aliases if alias != name and len(alias) > 2)
    return ()
