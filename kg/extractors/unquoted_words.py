"""Wordings by which practices are named without quotes: who founds what, with which head, and what is too common to be
a name. Each has an example beside it; sentences that they must and must not accept are in the tests of discovery.
"""

from __future__ import annotations

import re

# Practices named without quotes: founded by a verb, with a head that only named places and teams have.
FOUNDED = re.compile(
    r"(?:建立|建成|设立|成立|组建|打造|试点|推行|开办|创建|创办|开设|推广|试行|建起|搭建|筹建|增设|选聘|创新|首创)了?"
    r"(?:[一二两三四五六七八九十\d]+[个支处家间座条名批]|各类|[\u4e00-\u9fff]{0,3}首[个支家])?"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9·+]{2,12}?"
    r"(?:调解室|调解队|说和队|说事室|说理堂|议事亭|议事厅|议事堂|议事会|评议会|工作室|工作法|讲堂|驿站|夜话|夜校|巡回法庭|"
    r"调解圈|宣讲队|律师库|审核员队伍|监督员队伍|调解超市|评理堂|评理室|法治小院|法治茶馆|普法直播间|会审机制))"
)
# Teams and places that carry a name of their own.
NAMED_THINGS = (
    "调解室 调解队 说和队 劝和队 和事队 说理堂 评理会 评理堂 评理室 议事亭 议事厅 议事会 说和亭 说事点 说事室 工作室 普法队 宣讲队 巡护队 "
    "夜校 夜话 讲堂 会客厅 直播间 法治小院 调解亭"
).split()
# … as the subject of a clause: 花灯调解队把案例编成小戏, 秋水调解室由退休法官坐镇.
OPENING_NAME = re.compile(
    rf"(?:^|[，,；;。：:])(?P<name>[\u4e00-\u9fff]{{2,8}}?(?:{'|'.join(NAMED_THINGS)}))"
    r"(?=由|以|依托|采取|坚持|共|全年|成功|累计|年内|今年|先后|负责|受理|接待|调解|化解|把|将|每|是|专|运行|走|巡演|演出|开展|\d)"
)
# … as what was built, with a single verb and a number: 建橘墩说和亭6座.
BUILT_NAME = re.compile(
    rf"[建设办开]了?(?P<name>[\u4e00-\u9fff]{{2,8}}?(?:{'|'.join(NAMED_THINGS)}))(?=\d|[一二两三四五六七八九十百]+[个座处支家场])"
)
# Several parties or levels that do one thing, without quotes: 五方联调, 三方会审, 四级包抓责任制.
PARTIES = re.compile(r"(?P<name>[二两三四五六七八九]方(?:联调|会审|联审|联动|共治|会商|联席|联办))")
# Trials that superiors gave to the town: 列入基层法治建设积分评价试点.
NAMED_TRIAL = re.compile(
    r"(?:列入|列为|承担|入选|确定为|承接)(?:了|全?国家?|省|市|县|区|第一批|首批|级|的)*(?P<name>[\u4e00-\u9fffA-Za-z+]{5,14}?)(?:改革)?试点(?!镇|乡|村|街道|社区|单位|以来)"
)
# Institutions named without quotes: 建立季度会商制度, 组建乡土宣讲队, 设立景区流动调解点. The name must hold words of its own
# (see GENERIC) and none of the little words that join clauses (see CLAUSE_WORDS).
# What may stand between the verb and the name: 组建了9支…, 建立全镇….
_COUNTED = r"(?:了|起|好|一?[支个批套名处条项]|[一二两三四五六七八九十\d]+[支个批套名处条项家]|全镇|全街道|全乡|各村|镇村|我镇|本镇|辖区)?"
INSTITUTION_VERBS = (
    "建立健全 建立 推行 实行 试行 试用 试设 试办 设立 组建 成立 组成 创新 创建 打造 构建 试点 推广 引入 引进 "
    "推出 落实 健全 完善 执行 探索建立 探索 坚持 开展 开通 增设 配备 选聘 聘请 聘任 招募 推进 依托 利用 办好 用好 "
    "举办 开办 担任 设为 筹建 筹备 筹划 谋划 谋划建设 规划建设 建成 建有 建设 设有 下设 共建 合建 联建 实现"
).split()
INSTITUTION_HEADS = (
    "责任制 指挥中心 调处中心 制度 机制 工作法 模式 工程 调解队 宣传队 宣讲队 巡防队 巡逻队 巡护队 联防队 先锋队 突击队 "
    "说事队 服务队 服务团 志愿队 讲师团 调解室 工作室 工作站 调解点 服务点 联络点 观察点 微站 调解委员会 "
    "议事会 议事坪 议事亭 议事厅 说事点 评理堂 宣传员 协管员 指导员 督导员 调解员 监督员 观察员 联络员 审核员 信息员 学法日 "
    "服务日 开放日 接待日 开放月 普法地图 驿站 夜校 夜话 讲堂 课堂 微课 会客厅 专班 学习小组 示范文本 "
    "调处点 清单 档案 代办点 直播间 法庭 速裁庭 调解超市 联盟 积分制 热线 小分队 法务区 调解圈 办公室 "
    "奖惩办法 实践基地 实训基地 教育基地"
).split()
# Heads of one or two characters end a name only where the clause goes on with something else: 组建莲湘普法队，…
SHORT_HEADS = "[^部军乐]队 室 [^车网厂]站 岗 台 亭 堂 庭 屋 [^难重热亮要特优弱痛缺起观节试务]点 窗口 长廊 联盟 公约 夜市 账 [^体控抑机编学限年法]制 [^公一]社 团".split()
SHORT_END = r"(?=[，。；、,;:：（(\d]|$|[一二两三四五六七八九十百]+[个名支处场次家人件]|由|为|对|负责|共|全年|年内|开展|化解|调解|接待|进行|与|和|专门|每)"
INSTITUTION = re.compile(
    rf"(?:{'|'.join(sorted(INSTITUTION_VERBS, key=len, reverse=True))})"
    rf"{_COUNTED}"
    rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9+]{{2,14}}?(?:{'|'.join(INSTITUTION_HEADS)}|[和议说谈]事屋))"
    r"(?=[，。；、,;:：（(\d]|$|[\u4e00-\u9fff])"
)
SHORT_INSTITUTION = re.compile(
    r"(?:推行|实行|试行|设立|组建|成立|创建|打造|试点|试办|试设|推出|探索建立|探索|开通|增设|配备|筹建|筹备|谋划建设|规划建设|建成|建起|"
    r"建设|设有|下设|共建|合建|联建|建立(?!健全|完善)|开办|创办|新建)"
    rf"{_COUNTED}"
    rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9+]{{1,11}}?(?:{'|'.join(SHORT_HEADS)})){SHORT_END}"
)
# A campaign under a name: 开展清新空气行动.
CAMPAIGN = re.compile(
    rf"(?:开展|组织|实施|推进|启动|部署)(?:了|全镇|全乡|全街道)?(?P<name>[\u4e00-\u9fff]{{3,8}}?行动){SHORT_END}"
)
COMMON_CAMPAIGN = re.compile(
    r"(专项|整治|集中|排查|清理|检查|打击|生产|隐患|环境|秋冬季|春季|夏季|冬季|百日|攻坚|提升|执法|联合|卫生|大|清查|宣传|普法|巡查|化解|纠纷|矛盾|安全|治安|交通|消防|森林|防火|食品|农村|人居|综合|违法|违规|三年)"
)
# An association that is founded: 全部成立自管会. Single meetings are held, not founded.
ASSOCIATION = re.compile(
    rf"(?:成立|组建|设立|建立)(?:了|起|[一二两三四五六七八九十\d]+[个家])?(?P<name>[\u4e00-\u9fff]{{2,8}}?会){SHORT_END}"
)
# Forms of mediation, talk and teaching that carry their place in the name: 开展田埂调解, 探索村级合同联审.
FORM = re.compile(
    r"(?:开展|推行|举办|组织|用好|办好|探索|试行|实行|试点)(?P<name>[\u4e00-\u9fff]{2,6}?"
    r"(?:调解|夜话|议事|说事|说法|普法|巡访|联审|会审|联勤|联调|夜市|夜谈|巡讲|说唱))"
    r"(?=[，。；、,;]|\d|$|[一二两三四五六七八九十]+[次场件])"
)
# An institution of several levels at the end of a row of what each does: 实行镇干部包村、村干部包屯的三级包保制.
LEVELLED = re.compile(
    r"(?:实行|推行|建立|落实|健全|完善|坚持)[^，。；]{2,36}?的?(?P<name>[二三四五六]级[\u4e00-\u9fff]{1,6}?(?:制|机制|工作法))(?=[，。；、]|$)"
)
# A rule that binds one thing to another, at the end of its clause: 推行执法案卷一案一评.
BOUND_AT_END = re.compile(
    r"(?:推行|实行|落实|探索|试行|坚持|执行)(?P<name>[\u4e00-\u9fff]{0,6}一[村案人企户月季周事项格标]一[\u4e00-\u9fff]{1,2})(?=[，。；、]|$)"
)
# Applications named without quotes: 平安e家小程序.
APPLICATION = re.compile(
    r"(?:^|[，。；、,;]|里的|上的|依托|通过|使用|开发|上线|推广|运用|利用|用好|下载|季度|推出)"
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{3,7})(?=小程序|APP|云平台)"
)
# A rule that binds one thing to another, without quotes: 对一案一回访先行先试.
BOUND = re.compile(r"(?P<name>一[村案人企户月季周事项格标]一[\u4e00-\u9fff]{1,2})(?=制度|机制|工作|模式|先行|先试)")
# A form that is performed: 皮影普法演出18场.
PERFORMED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2}(?:普法|说法))(?=演出|进校园|进村|巡演|巡讲)")
# The town itself before a name: 建立镇法治审核员队伍.
OWN_PLACE = re.compile(r"^(全[镇乡村]|全街道|[我本][镇乡村]|[镇乡村]级|街道级|镇(?!域|街|村)|村(?=级))")
# Things that are bought and counted, organs, and whole sentences are no names.
NO_NAME = re.compile(
    r"[\d一二两三四五六七八九十百]+[台套部辆架个]$|(记录仪|终端|机|车|仪)[\d一二两三四五六七八九十]*台$|(?<!调解)委员会$|领导小组|执法(大|中)?队$|"
    r"[\u4e00-\u9fff](设立|成立|建立|组建|开展|打造|建成|创建|推行)[\u4e00-\u9fff]|第一责任人"
)
# Levels before a known name make no brand of it: 省级民主法治示范村.
LEVEL = re.compile(r"^(全国|国家|省|市|县|区|州|镇|乡|[\u4e00-\u9fff]{2,6}(省|市|县|区|州|自治区))(级|直)?$")
# A second verb before the name: 试点开展旅游巡回法庭.
LEADING_VERB = re.compile(
    r"^(新时代|举办|承办|建成|组织|聘请|选聘|设(?=[^立])|立(?=[^法案案])|开展|推行|推出|建立|实行|设立|打造|运行|建设|组建|成立|启动|开设|开办)+"
)
CLAUSE_WORDS = re.compile(
    r"做到|纳入|为框架|(?<!关)于(?![姐大老家])|的|了|是|使|让|把|将|等|在|被|不|已|完成|(?<![智可功])能|会同|通过|以及|(?<!合)并|由|(?<![结一核应面])对(?![接口账话一])|从(?!业)|(?<![双定])向|(?<!预)按(?!期|月)|其|这|该|各类|有效|有力|进一步|不断|严格|认真|积极|相关|有关|所有|党政|领导小组"
)
# Words that make no name of their own: “普法志愿服务队”, “镇人民调解室” are common, not a brand.
GENERIC = re.compile(
    r"(矛盾|纠纷|协作|配合|协调|沟通|排查|化解|行业性|专业性|台账|微信|手机|支付宝|客户端|移动|网上|线上|政务|人民|专业|专职|各|法治|法制|法律|普法|宣传|志愿|服务|综合|行政|执法|工作|村级|镇级|村居|社区|村|镇|乡|街道|县|区|"
    r"基层|治理|调解|多元|化解|联合|相关|长效|健全|完善|全镇|全街|公共|的|和|与|及|群众|居民|村民|专题|会议|部门|单位|干部|党员|全员|日常|常态化|制度|机制|责任|体系|长期|具体|重点|重要|重大|上级|内部|常态|组织|领导|管理|监督|考核|教育|学习|培训|建设|推进|落实|健全|完善|规范|科学|民主|依法|行政|决策|政府|党委|信息|安全|风险|问题|情况|事项|标准|流程|程序|职责|分工)"
)

# Institutions that end so need a word of their own besides what any institution is called.
SOFT_HEAD = re.compile(r"(机制|制度|责任制|体制|模式|清单|办公室|专班|档案|专栏|小组|制)$")
CONTENTLESS = re.compile(
    r"(习近平法治思想|习近平|法治思想|依法治[镇街乡村区]|党工委|党委|党政|党内|班子|成员|政府|街道|法治|法制|建设|体制|机制|制度|责任制?|工作|各项|规范性|规范化|规范|内部|外部|"
    r"管理|监督|统筹|统一|领导|基层|线上|线下|学习|模式|长效|长期|公开|法规|执行|重大|决策|流程|清单|执法|行政|重点|任务|年度|全镇|全乡|全街|板块|办公室|专班|专题|培训|理论|中心组|"
    r"机关|人员|学法|干部|执规|第一|运行|推进|落实|组织|保障|服务|小组|[乡镇村和与及的])"
)
# Words that name no brand before a short head either: 巡防小队, 值班岗.
COMMON_BEFORE_HEAD = re.compile(
    r"(巡防|巡逻|应急|义务|先锋|突击|小|大|新|值班|值守|咨询|接待|受理|投诉|举报|信访|便民|服务|党员|青年|巾帼|老年|文化|活动|"
    r"办事|投票|考核|测试|标准|示范|安置|就业|医务|图书|阅览|会议|教|检查|检测|监测|观测|消毒|接种|隔离|疫苗|核酸|防疫|消防|治安|森林|防火|劝导)"
)
