"""Wordings that tell a named practice from a slogan: what stands in quotes, what governs it, what follows it.

Each table has an example beside it; sentences that it must and must not accept are in the tests of discovery.
"""

from __future__ import annotations

import re

# A name that ends so is an institution of work, a team, a place, a platform or a recurring form.
NAME_HEAD = re.compile(
    r"(机制|模式|工作法|[^立司执违普守学用]法|制度|[^体控抑]制|室|站|中心|[^部军]队|队伍|[^机社协]会|榜|堂|夜话|夜校|夜谈|夜读|码|[^沟流交普]通|亭|圈|"
    r"驿站|超市|银行|热线|平台|清单|菜单|联合体|共同体|[^公功]课|专班|联盟|直播间|讲堂|课堂|微课|广场|长廊|[^大]办|[^公舞站柜]台|一次查|联调|联动|联建|联审|联勤|联办|议事|说事|巡查|"
    r"行动|工程|网格|法庭|小院|茶馆|工作站|服务点|联络点|积分|红黑榜|[^党公成委人职动]员|会审|管家|哨兵|110|议事厅|说法|普法|执法|会客厅|舱|加油站|图|[^公一]社|[^难重热亮要特优弱痛缺起观节试务]点)$"
)

# What follows the quotes and says what it is: “三力联调”机制, “十个没有”平安村创建.
HEADS_AFTER = (
    "机制 模式 工作法 体系 平台 品牌 行动 活动 制度 工程 项目 系统 小程序 APP app 微信群 专栏 "
    "栏目 账号 公众号 队伍 服务队 调解队 普法队 宣讲队 巡逻队 志愿队 说事队 调解团 顾问团 调解室 工作室 "
    "改革 创建 计划 做法 办法 方法 载体 讲堂 课堂 阵地 联动 巡逻 轮学 宣讲 责任制 议事会 工作格局 服务 "
    "结对 治理 调解 调度 联调 对接 执法 监管 站点 窗口 程序 志愿者 宣讲团 工作站 基地 系列 动漫 "
    "短视频 微视频 方式 路径 路子 措施 举措 套餐 名录 网格"
).split()
HEAD_AFTER = re.compile(rf"^(等)?(的)?[^，。；、“”的]{{0,6}}?({'|'.join(HEADS_AFTER)}|[^，。；、“”的]队(?!员|长))")

# Heads after which a following “作用” or “目标” speaks of the practice, not of the quoted words: 发挥“老矿工”调解室作用.
STRONG_HEAD_AFTER = re.compile(
    r"^(等)?[^，。；、“”的]{0,6}?(机制|模式|工作法|体系|平台|品牌|行动|制度|工程|项目|系统|小程序|APP|微信群|专栏|公众号|队|室|站|驿站|中心|网格|计划|培训)"
)

# What follows the quotes and says that it is an idea, an aim or an ill.
IDEAS_AFTER = (
    "作用 理念 意识 思想 要求 目标 原则 精神 氛围 局面 困境 问题 现象 难题 短板 瓶颈 顽疾 风险 心态 "
    "态度 思维 关系 角色 功能 效应 优势 力量 底线 红线 荣誉 称号 主题 转变 跨越 身份 形象 本领 初心 "
    "使命 关口 防线 屏障 安排 布局 战略 任务 指标 定位 愿景 蓝图 期间 时期 规划纲要 效果 实效 质量 "
    "水平 节日 节庆 节点 时机"
).split()
NO_PRACTICE_AFTER = re.compile(
    rf"^(的)?[^，。；“”]{{0,4}}?({'|'.join(IDEAS_AFTER)})|^(转变|转为|变为|变成|到“|向“|变“)"
)

# Two phrases of four characters are rhetoric where they describe an order of things: “多元融合、精准滴灌”的普法新格局.
TWO_PHRASES = re.compile(r"^[\u4e00-\u9fff]{4}[、，,][\u4e00-\u9fff]{4}$")
ORDER_AFTER = re.compile(r"^(的)?[^，。；“”]{0,6}(格局|体系|闭环|局面)(?!工作法|机制|模式|管理|制度)")
# What follows and says that it was one event, or only a chain of command.
EVENT_AFTER = re.compile(r"^[^，。；“”]{0,8}(启动仪式|培训班|专题培训|征文|链条|闭环)(?!工作法|机制|模式|管理|制度)")
# What stands around a subject of publicity.
TOPIC_BEFORE = re.compile(r"(围绕|聚焦|以|紧扣)[^，；。]{0,24}$")
TOPIC_AFTER = re.compile(r"[^，；。]{0,20}(等|为)(主题|内容|专题|重点内容)")
TOPICAL = ("主题", "内容", "专题")  # the words of which TOPIC_AFTER needs one
# A name made of numbers and things: 三官一律, 一约两会三团.
COUNTED = re.compile(r"^(?:[一二三四五六七八九十两][\u4e00-\u9fff]){2,5}$")
# What is done with the quoted words as its subject: “法润车间”开展48场.
ACTS_AFTER = re.compile(
    r"^在[^，。；]{1,10}(推开|铺开|推行|试行|运行|开展|落地|实施|推广|先行先试|先试)|^(活动)?(已|共|累计|全年|先后)*(开展|举办|组织|运行|化解|调解|接待|服务|巡演|演出|演唱|展演|播出|受理|上线|建成|议定|解决)"
)

# The verb that governs the quotes and says that something is run, founded or used.
GOVERNED = re.compile(
    r"(推行|实行|创新|打造|建立|建成|建设|开展|探索|成立|设立|推广|创建|开设|开办|开通|实施|启动|组建|落实|健全|构建|运用|依托|推出|"
    r"上线|运行|深化|举办|做强|做优|做实|擦亮|用好|用活|建好|首创|总结|采取|采用|搭建|畅通|贯通|试行|试点|推进|推动|"
    r"纳入|组织|组成|借助|利用|通过|完善|延伸|培育|推介|实现|承接|招募|评选|参与|加入|引入|引进|合建|共建|办好|配备|聘任|聘请|执行|践行|坚持|"
    r"选树|发布|编制|制定|升级|改造|整合|拓展|统筹|购置)[了出起成好建]?"
    r"(以|一?[个支批套项处间家]|各类|各项|全镇|我镇|本镇|村级|镇级|镇村|区级|县级|网格|党员|党建|新时代|新型|特色|品牌)*[^，。；、“”]{0,18}$"
)

# The verb that governs the quotes and says that it is an image, an aim or an ill.
NO_PRACTICE_BEFORE = re.compile(
    r"(打通|破解|克服|消除|杜绝|防止|避免|当好|争当|争做|甘当|当作|作为|吃下|吃上|扮演|成为|变成|发挥好?|牢记|树立|树牢|坚定|"
    r"增强|拥护|领悟|捍卫|整治|纠正|改变|转变|锚定|着眼|紧盯|抓住|突出|抓好|抓实|抓牢|织密|筑牢|筑起|拉近|跑出|按下|交出|念好|下好|唱好|装上|"
    r"练就|啃下|拧紧|点燃|激活|夯实|守好|守住|守牢|营造|形成|延伸|称为|称之为|叫做|被誉为|荣获|获评|获得|命名为|评为|"
    r"授予|围绕|聚焦|贯穿|提高|提升|解决|缓解|化解|严防|切实|真正|达到|力争|确保|既当|又当|就是|不是|属于)[了出好]?"
    r"[^，。；、“”]{0,6}$|(当[^，。；、“”]{0,6}|从|由|向|像|如|即|习惯用|以下简称|下称|简称)$"
)

# Formulas, images and aims that stand in quotes everywhere and name no practice.
SLOGANS = re.compile(
    r"^(关键少数|绝大多数|最后一公里|最后一[米步]|最先一公里|一把手|第一责任人?|头雁|领头雁|领头羊|主心骨|指挥棒|紧箍咒|定心丸|定盘星|压舱石|"
    r"金钥匙|金钟罩|防火墙|防护网|安全阀|减压阀|晴雨表|试金石|加速度|快车道|先手棋|主动仗|硬骨头|烫手山芋|老大难|绊脚石|拦路虎|"
    r"前哨|哨兵|神经末梢|毛细血管|千里眼|顺风耳|娘家人|店小二|保护伞|宣传员|法治参谋|参谋|助手|"
    r"零事故|一条龙|三资|零容忍|零距离|零上访|零发生|零差错|零基础|零|等靠要|一规划两纲要|一规两纲|十[二三四五六]五|"
    r"[\u4e00-\u9fff]宜|一对一|点对点|面对面|手把手|"
    r"(两个|三个|四个|五个|六个|八个|十个)(确立|意识|自信|维护|务必|全面|善于|必由之路|明确|坚持|结合|服务|伟大|机遇)|"
    r"人人.{1,6}|.{0,4}两手[抓硬].*|.{1,3}(零|无)死角|获得感.*|.*(获得感|幸福感|安全感)|"
    r"(能|好|快|易|慢|难)办|被动.{2,4}|主动.{2,4}|要我.{1,3}|我要.{1,3}|有形|有效|有感|纸上|墙上|"
    r"民呼我为|人民至上.*|生命至上.*|以人民为中心|人民满意|为人民服务|.*(不出村|不上交|不出镇)|"
    r"学习强国|主题教育|一岗[双多]责|[四五]个亲自|朋友圈|线[上下][+＋]线[上下]|线上线下|.{0,10}(网络学院|干部学院|党校)|"
    r"(办事依法|遇事找法|解决问题用法|化解矛盾靠法).*|(学懂|弄通|做实).*|(同谋划|同部署|同安排|同研究).*|"
    r"(.{2,6}(领导|负责|协同|参与|配合|实施|联动|落实|支持|[抓管推]|为主|为辅|结合)、){1,4}.{2,6}(领导|负责|协同|参与|配合|实施|联动|落实|支持|[抓管推]|为主|为辅|结合)|"
    r"[一二两三四五六七八九十]个?(报告|到位|清|早|必|不放过|确保|加强|统一|关键|重点|更加|不|突出)|.{1,3}效应|"
    r".{1,4}式|.{0,8}宣传|[一二三四五六七八九十]大(体系|工程|行动|机制|平台|板块|抓手|举措)|[一二三]中心|[一二三四五六七八九十]个一|"
    r"公开|公平|公正|依法|法治|德治|自治|智治|四治|三治|强|富|美|好|快|准|实|严|稳|早|小|大)$"
)

# “法治福旺”, “平安浦北” are slogans of a town, unless what follows says that it is a platform.
TOWN_SLOGAN = re.compile(r"^(法治|平安|和谐|美丽|清廉|诚信|数字|智慧)[\u4e00-\u9fff]{2}$")
STRIVING = ("创建", "建设", "品牌创建")
PLATFORM_AFTER = re.compile(r"^(政务|微信|手机)?(小程序|APP|app|平台|系统|云平台|公众号|应用)")
# A rule that binds one thing to another: 一案一调度, 一月一法, 一季度一提示函.
ONE_TO_ONE = re.compile(r"^一[\u4e00-\u9fff]{1,3}一[\u4e00-\u9fff]{1,4}$")

# Occasions and numbers that stand in quotes: “3.15”, “12·4”, “110”.
OCCASION = re.compile(
    r"^\d{1,2}[.·•。．、/-]\d{1,2}$|^\d+%?$|^(110|119|120|122|12309|12348|12368)$|^[三五七八九十]·[一二三四五六七八九十]+$|^[^，。]{0,8}(节|周|[^放]月)$|^(国家|世界|国际|全国|中国)[^，。]{1,10}日$|^[^，。]{0,8}(宪法|权益|禁毒|妇女|劳动|环境|教育|减灾|宣传|纪念|水|土地)日$"
)

# Number patterns: “1+3+N”, “143”, “532”.
CODE = re.compile(r"^(\d+(?:\+[\dNXnx]+)+|[NXnx](?:\+\d+)+|\d{3,5})$")
CODE_IN_TEXT = re.compile(
    r"(?<![\dA-Za-z.%+〔\[(（])(\d(?:\+[\dNX])+|\d{3})(?=[\u4e00-\u9fff]{2})(?![项件个名人次份条户家处支起宗场余多万天元年期])"
)
CLUE = re.compile(
    r"[“「『\"《]|\d(?:\+|\d\d)"
)  # without which no name is in quotes or a title, or has a number pattern
PERHAPS_CODE = re.compile(r"\d(?:\+|\d\d)")  # what every number pattern has, quick to look for
# Two things put together make a third: “院坝课堂+流动宣讲”.
SUM = re.compile(r"[+＋]")
# A row of levels: 街道—居民区—楼组.
LEVELS = re.compile(r"[—–-]+")
# The nouns that may follow a code up to and with the head of its name.
CODE_HEAD = re.compile(
    r"^(为[\u4e00-\u9fff]{2}的|的)?([\u4e00-\u9fff]{0,10}(?:机制|模式|工作法|体系|平台|格局|队伍|网格力量|方法|架构|网络|路径|服务团|治理|调解|联调|巡逻队伍|巡逻队|力量|计划|工程|行动|品牌|热线|预警|服务|编组|网格|结对帮[带扶]|结对))"
)
# A manner in quotes with what is done so: “预约式”执法指导, “点单式”法律服务. Mere images (保姆式, 沉浸式) name none.
MANNER = re.compile(
    r"[“「](?P<manner>(?!保姆|地毯|拉网|妈妈|管家|贴心|沉浸|填鸭|运动|开放|精准|体验|参与|互动|滴灌|漫灌|闭环|穿透|全程|全链条|一揽子|一站)"
    r"[\u4e00-\u9fff]{2,3}式)[”」](?P<deed>[\u4e00-\u9fff]{0,2}(?:服务|指导|执法|普法|调解|监管|审批|办理|巡查|培训))"
)
MANNERED = "式"
# A name that is a whole heading, or stands before the colon of a line.
LISTED_NAME = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|[—-]+|●|·)?(?:[\u4e00-\u9fff]{0,6}[“「](?P<quoted>[\u4e00-\u9fffA-Za-z0-9+]{2,14})[”」][\u4e00-\u9fff]{0,6}|(?P<name>[\u4e00-\u9fffA-Za-z0-9+]{4,14}?))(?:试点|改革|项目)?(?:[：:]|[。\s]*$)"
)
TITLE = re.compile(r"《[^》\n]{1,80}》")


def titles(text: str) -> list[tuple[int, int]]:
    """Spans of the titles of documents in a text."""
    return [m.span() for m in TITLE.finditer(text)] if "《" in text else []


# Rules of a town's own, and the verbs that say that it made or keeps them.
OWN_RULES = re.compile(
    r"^《[\u4e00-\u9fff]{1,10}?(镇|乡|街道|苏木|办事处)[^》]*(办法|制度|规定|方案|细则|机制|规则|清单|目录)([(（].{1,6}[)）])?》$"
)
MADE = re.compile(r"(制定|修订|出台|印发|建立|完善|健全|执行|实施|落实|编制)(了|并实施|印发|出台|实施|完善)*$")
COLUMN = re.compile(
    r"《(?P<name>[^》]{2,14})》(?:普法|法治)?(?:系列)?(?:短视频|微视频|微信|电视|广播)?(?:专栏|栏目|节目|系列短视频)"
)
