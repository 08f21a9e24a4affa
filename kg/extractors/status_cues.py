"""Wordings that tell how far a practice is adopted: a table, each row with an example sentence.

``where`` says in which part of the clause (see ``clauses``) the wording must stand relative to the practice's name:
``before``, ``after``, ``following`` (the next clauses, as long as they name no other practice), ``previous``, or
``whole_following`` (its whole clause and the next).
In an example the name is marked 【】. Within one kind of section the first row that matches decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.model import Status

ABSENT = "absent"  # named as missing, ended, or another town's: no adoption


@dataclass(frozen=True, slots=True)
class Cue:
    pattern: str
    where: str
    outcome: Status | str
    example: str
    strong: bool = True
    given: str = ""  # what must stand before the name besides
    unless: str = ""  # what must not stand after it

    @property
    def regex(self) -> re.Pattern[str]:
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_FOUND = "建立|建成|设立|成立|组建|开展|实行|推行|实现|形成|配备|配齐|落实|运行|启动|引入|设置"
_PLACES = "乡镇|镇|街道|县|县区|地区|市|区"

# Considered and not taken over, in any kind of section.
NOT_TAKEN = Cue(
    r"不作照搬|不(再|宜|便|能|予|准备|打算)(逐一|简单|直接)?(照搬|借鉴|推广|引进|引入|复制)|暂不(列入|纳入|具备|考虑|推行|推广|引入|引进|实行)|"
    r"(未|不)(列入|纳入)[^，；。]{0,4}计划|不具备[^，；。]{0,8}条件|(我镇|我乡|本镇|本乡|我街道|本街道|我苏木)[^，；。]{0,4}((没有|尚无|并无|暂无|未有)(类似|这样|同类)|(暂|尚|还)未(接入|使用|启用|覆盖|纳入|加入))",
    "whole_following",
    ABSENT,
    "木林镇【十户联防】虽有成效，但与我乡实际不相适应，不作照搬。",
)

# Named as missing, ended or somebody else's. Valid in every kind of section but plans.
ABSENCE = (
    Cue(
        r"(尚未|还未|仍未|暂未|迟迟未|至今未|还没有?|尚无|仍无|从未|至今没有)[^，；。]{0,16}$",
        "before",
        ABSENT,
        "目前尚未实现【一支队伍管执法】。",
    ),
    Cue(
        rf"(没有|未能?|也没有?|并无)(真正)?({_FOUND})[^，；。]{{0,12}}$",
        "before",
        ABSENT,
        "我镇未建立【法律顾问】队伍。",
    ),
    Cue(
        r"(没有|缺少|缺乏|暂无)(专门的?|专职的?|专业的?|自己的|固定的?)?$|(?<![全有毫])无(专门的?|专职的?|自己的)$|[上里内前]无$",
        "before",
        ABSENT,
        "镇机关没有【公职律师】。",
    ),
    Cue(r"^[^，；。]{0,8}(至今|尚|还|仍|暂|一直)(没有|没|未|无)", "after", ABSENT, "【积分制】至今没有推行。"),
    Cue(
        r"^[^，；。]{0,14}(未能|没能|未)(如期|按期|按时|及时|顺利)?(建成|建立|成立|启动|运行|推行|实施|落地|投用|设立)",
        "after",
        ABSENT,
        "【共享法庭】因场地原因未能如期建成。",
    ),
    Cue(
        r"^[^，；。]{0,8}(尚处空白|(仍|还)?是空白|缺失|尚付阙如|存在空白|空缺)",
        "after",
        ABSENT,
        "【公职律师】一直空缺。",
    ),
    Cue(
        r"^[^，；。]{0,12}(已)?(停止|取消|撤销|停办|叫停|不再实行|不再开展|终止)|^[^，；。]{0,24}(后|因|由于)[^，；。]{0,12}(停用|停止|停办|叫停|终止)",
        "after",
        ABSENT,
        "【积分制】试点半年后停止。",
    ),
    Cue(
        r"(因|已|于)[^，；。]{0,10}(撤销|停止|停办|叫停|终止|取消|停用)$|不再(执行|实行|开展|使用|推行)",
        "following",
        ABSENT,
        "原设的【法官工作室】，因人员调整，已于三月撤销。",
    ),
    Cue(
        r"曾(经)?(于[^，；。]{0,8})?(试行|开展|推行|探索|实行|设立)[^，；。]{0,8}$",
        "before",
        ABSENT,
        "曾于上半年试行【周末延时服务】。",
    ),
    Cue(
        rf"(兄弟|隔壁|相邻|周边|邻近|其他|外地|外省)[\u4e00-\u9fff]{{0,4}}?({_PLACES})[^，；。]{{0,12}}$",
        "before",
        ABSENT,
        "兄弟镇的【微网格】做法值得学习。",
    ),
    Cue(
        r"(到|赴|前往)[^，；。]{2,20}(学习|考察|观摩|参观|取经)[^，；。]{0,6}$",
        "before",
        ABSENT,
        "组织村干部到邻县考察学习【积分银行】的做法。",
    ),
    Cue(r"^[^，；。]{0,8}(值得|有待)(我们|我镇)?(学习|借鉴)", "after", ABSENT, "邻县的【屋场会】经验值得借鉴。"),
    Cue(
        r"(现|已|今年|目前|年内)[^，；。]{0,4}(全部|全数)?(撤除|拆除|撤下|关停|关闭|停运|下线|撤并|退出使用)",
        "whole_following",
        ABSENT,
        "各村原先设的【流动意见箱】用的人少，今年已全部撤除。",
    ),
    NOT_TAKEN,
)

# Another town's practice that a plan only wants to learn from, or leaves aside.
ELSEWHERE = (
    NOT_TAKEN,
    Cue(
        r"(借鉴|学习|参照|考察)[\u4e00-\u9fff]{1,6}(镇|乡|街道)[^，；。]{0,3}$",
        "before",
        ABSENT,
        "借鉴松林镇【信用积分】做法中的有益经验。",
    ),
)

# Sections on what was done, the opening, and the duties of the persons responsible.
DONE = (
    Cue(
        r"(^|，)(?![^，]*(明年|来年|将|拟|计划|预计|力争|年底前|下一步))[^，；。]{0,14}"
        r"(在(全部|全镇|全乡|全街道|全域|所有|各)[^，；。]{0,8}(铺开|推开|推行|覆盖|建成|运行|落地)|(已|均)(全部|全面)(覆盖|铺开|推开|建成|落地))",
        "following",
        Status.IMPLEMENTED,
        "探索推行【积分制】以来，已在全部21个村铺开。",
    ),
    Cue(
        r"申请(设立|建立|成立|开展|引入|建设|配备|加入)[^，；。]{0,8}$",
        "before",
        Status.PLANNED,
        "已向县司法局申请设立【共享法庭】，待批复后启动。",
    ),
    Cue(
        r"^[^，；。]{0,8}(计划|拟|将)(于|在)[^，；。]{0,12}(建成|启动|推行|实施|投用|设立|成立|运行|开展)|"
        r"^[^，；。]{0,10}(列入|纳入)[^，；。]{0,6}(明年|来年|次年|下年度|20\d\d年)[^，；。]{0,8}(计划|重点|项目|要点|清单|任务|安排)",
        "after",
        Status.PLANNED,
        "【共享法庭】计划于2025年6月建成。",
    ),
    Cue(
        r"^[^，；。]{0,18}(处于|尚处|还处|仍处|处在|尚在|还在|仍在|正在)[^，；。]{0,8}(探索|摸索|试点|试验|试行|试用|起步)",
        "after",
        Status.PILOTING,
        "【法治带头人】培育处于摸索阶段。",
    ),
    Cue(
        r"(^|，)[^，；。]{0,8}(处于|尚处|还处|仍处|处在|尚在|还在|仍在)[^，；。]{0,8}(探索|摸索|试点|试验|试行|试用|起步)|"
        r"(^|，)按(照)?[^，；。]{0,8}试点[^，；。]{0,6}(安排|计划|方案|要求)|(^|，)(目前)?(只|仅)在[^，；。]{2,14}(试|先行)",
        "following",
        Status.PILOTING,
        "开办【窑洞调解室】，按试点一年的安排，共化解纠纷43起。",
    ),
    Cue(
        r"(明年|下一步|下步|来年|计划|拟|打算|将于|谋划|次年)[^，；。]{0,14}$",
        "before",
        Status.PLANNED,
        "计划于明年建设【共享法庭】。",
    ),
    Cue(
        r"(即将|将)(全面)?(推行|实行|实施|启动|建立|设立|成立|推广|引入|建设|开展|打造|组建)[^，；。]{0,10}$",
        "before",
        Status.PLANNED,
        "即将启动【积分制】。",
    ),
    Cue(
        r"^[^，；。]{0,12}(将在?于?|拟于|拟在|计划于?)(明年|次年|来年|下一?年)[^，；。]{0,10}(形成|启动|推行|实施|铺开|建成|设立)",
        "after",
        Status.PLANNED,
        "【一支队伍管执法】的局面将在明年上半年形成。",
    ),
    Cue(
        r"(试点|试行|试用|试设|试建|试办|试运行|先行先试|先试|试水|探索)[^，；。]{0,22}$",
        "before",
        Status.PILOTING,
        "自九月起在园区试行【扫码入企】。",
    ),
    Cue(r"^[^，；。]{0,20}(试点|试行|试运行|先行先试)", "after", Status.PILOTING, "在八个嘎查开展【信访代办制】试点。"),
    Cue(
        r"^[^，；。]{0,26}(试运行|先行(先试|启动|推开|建设|运行)|率先(启动|试行|试用|运行)|内测|试点运行)",
        "after",
        Status.PILOTING,
        "【信访代办制】在八个村先行启动。",
    ),
    Cue(
        r"(^|，)[^，；。]{0,16}(先行先试|试点先行|先试|先行启动|(试点|试运行)(阶段)?(，|$))",
        "following",
        Status.PILOTING,
        "打造【老兵调解队】，在两个社区先行先试。",
    ),
    Cue(
        r"(作为|列为|确定为|选取|选择|选定)[^，；。]{0,16}试点$",
        "previous",
        Status.PILOTING,
        "选取石坝等3个村作为试点，推行【院坝说事】制度。",
        unless=r"^[^，；。]{0,6}已",
    ),
    Cue(
        r"(加快|逐步|正在|着力构建|力争|努力(做到|实现|构建|打造|形成)|着手|筹备|筹建|抓紧|加紧)[^，；。]{0,24}$",
        "before",
        Status.IN_PROGRESS,
        "加快实现【一支队伍管执法】。",
    ),
    Cue(
        r"^[^，；。]{0,14}(正|现正)(按|由|与|进行|组织|抓紧|着手|加紧|有序|分步|分批|陆续)|^[^，；。]{0,16}(分步|分批|陆续|逐批|梯次)(推开|推进|推行|实施|接入|建设|铺开)",
        "after",
        Status.IN_PROGRESS,
        "【三项制度】正按县里统一安排分步推开。",
    ),
    Cue(
        r"^[^，；。]{0,16}(已|已经)?(完成|做完)[^，；。]{0,6}(选址|设计|立项|招标|采购|土建|铺设|装修|划转|起草|勘察|规划编制|前期)|"
        r"^[^，；。]{0,16}(选址|设计|采购|土建|装修|起草|招标)(工作)?(已|已经)?(完成|完毕|完工|结束)",
        "after",
        Status.IN_PROGRESS,
        "【诉讼服务站】已完成选址和线路铺设。",
    ),
    Cue(
        r"(^|，)[^，；。]{0,6}(完成|做完)[^，；。]{0,6}(选址|设计|立项|招标|采购|土建|铺设|装修|划转|起草|勘察|前期)|"
        r"(^|，)[^，；。]{0,8}(章程|方案|设备|土建|图纸)[^，；。]{0,4}(起草|采购|完工|完成|设计)(完毕|完成)?|"
        r"(^|，)(目前|现|已|并)?正(按|由|与|进行|组织|抓紧|着手|加紧|有序|分步|分批|陆续|征求|装修|布展|调试)|"
        r"(^|，)[^，；。]{0,6}(逐步(扩大|扩展|推广|推开|覆盖|铺开)|陆续(启动|推开|铺开|展开|接入|建成))|(尚有|还有|还剩)[^，；。]{1,10}(未|没有)(接通|完成|建成|接入|移交|覆盖)|(其余|余下|剩余)[^，；。]{0,8}(分批|陆续|逐步|年底前|明年)",
        "following",
        Status.IN_PROGRESS,
        "建设【智慧社区平台】，十个社区已接入，其余社区分批接入。",
    ),
    Cue(r"初步(推进|构建|探索|搭建|推开)[^，；。]{0,16}$", "before", Status.IN_PROGRESS, "初步推进【数字赋能】。"),
    Cue(
        r"^[^，；。]{0,18}(正在|尚在|还在|仍在|还处在|处于|目前正|正与|正由|逐步|初步推进|蓄势待发|加快(推进|构建|形成|建设)|加紧|有待完成|建设中|推进中|筹建|初步成[型形]|"
        r"主体(已)?(完工|竣工)|完成主体|(进入|处于)[^，；。]{0,12}阶段|(架构|框架)(已经?)?搭[起建])",
        "after",
        Status.IN_PROGRESS,
        "【行政执法三项制度】正在逐步规范。",
    ),
    Cue(
        r"(^|，)(目前|现|现已|已|并)?((正|仍|尚)在|(进入|处于)[^，；。]{0,12}阶段|主体(已)?完工|(预计|拟于|将于)[^，；。]{2,14}(投用|启用|开放|投入使用|建成|运行))"
        r"|(其余|余下|剩余)[^，；。]{1,12}(正在|逐步|加快|陆续)|计划[^，；。]{0,8}全部(完成|建成)|待(验收|批复|审批|投用)|待[^，；。]{2,12}(后|批复)",
        "following",
        Status.IN_PROGRESS,
        "【三色码】系统已搭建完毕，正在逐村录入信息。",
    ),
    Cue(
        r"^[^，；。]{0,24}正在(加快|逐步|有序|积极|稳步)?(推进|建设|组建|实施|创建|筹建|落实|开展)",
        "following",
        Status.IN_PROGRESS,
        "落实【高效办成一件事】要求，5个事项正在加快推进。",
        strong=False,
        given=r"^[^，；。]{0,4}(落实|按照|根据|围绕|对照|聚焦)",
    ),
    Cue(r"(已经?|全面|全部|成功|正式|均)[^，；。]{0,10}$", "before", Status.IMPLEMENTED, "已建成【综治中心】。"),
    Cue(
        r"^[^，；。]{0,14}(已|全覆盖|落地见效|全面形成|到位|落成|运行)",
        "after",
        Status.IMPLEMENTED,
        "【法律顾问】实现全覆盖。",
    ),
)

# Sections on problems and causes: a practice that works badly runs.
LACKING = (
    Cue(
        r"(没有|缺少|缺乏)[^，；。]{0,24}$|(尚未|还未|未能|未|尚无|暂无|无)[^，；。]{0,12}$",
        "before",
        ABSENT,
        "面对疑难案件没有自己的【公职律师】队伍。",
    ),
    Cue(
        r"^[^，；。]{0,10}(没有|未能|尚未|还未|暂未|未|缺失|缺乏|匮乏|紧缺|空白|空缺|缺位|为零)",
        "after",
        ABSENT,
        "【公职律师】配备还是空白。",
    ),
    Cue(r"(建议|希望|期盼|需要|亟需|亟待|应当)[^，；。]{0,12}$", "before", ABSENT, "建议县里统一建设【共享法庭】。"),
)

# Sections on what is to come. Of something that runs the contract says: it runs, and the plan carries it on.
TO_COME = (
    Cue(
        r"(已|已经|现有|在已|目前已)[^，；。]{0,6}(建成|建立|设立|成立|推行|实行|开展|运行|投用|组建)的?[^，；。]{0,8}$",
        "before",
        Status.IMPLEMENTED,
        "已建成的【共享法庭】要规范运行。",
    ),
    Cue(
        r"^[^，；。]{0,8}((试点|试行|运行|建设|现有)[^，；。]{0,6})?基础上",
        "after",
        Status.IMPLEMENTED,
        "在【积分制】试点基础上，扩大到全部村。",
    ),
    Cue(
        r"(继续|持续|深化|巩固|进一步|不断|坚持|坚持和发展)[^，；。]{0,20}$",
        "before",
        Status.IMPLEMENTED,
        "继续用好【火塘夜话】。",
    ),
    Cue(
        r"(完善|提升|用好|优化|擦亮|做强|做优|升级|扩大|加大|总结|发挥好?|依托|借助)[^，；。]{0,8}$",
        "before",
        Status.IMPLEMENTED,
        "完善【访调对接】机制。",
    ),
    Cue(
        r"^[^，；。]{0,10}(由|从)[^，；。]{1,12}(扩大|扩展|延伸|推广|增加)",
        "after",
        Status.IMPLEMENTED,
        "将【老兵调解队】由两个社区扩大到八个村。",
    ),
    Cue(
        r"^[^，；。]{0,4}(向[^，；。]{1,10}(延伸|拓展|下沉)|提质|扩面|提档|经验)",
        "after",
        Status.IMPLEMENTED,
        "推动【草原110】向边远牧点延伸。",
    ),
    Cue(
        r"^[^，；。]{0,4}(的?(业务|岗位|履职)?培训|作用|履职|工作补贴|业务水平|履职能力|队伍素质|的?管理考核)",
        "after",
        Status.IMPLEMENTED,
        "加强对【网格员】的业务培训。",
    ),
)
