"""How headings of problems, causes and plans are worded: tables of regular expressions, each with its sentence.

A row is a rule; the sentence beside it is what it was written for and is tested with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What the heading is of; completeness and leading words differ."""

    PROBLEM = "problem"
    CAUSE = "cause"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Wording:
    """A row of a table: a regular expression and a sentence in which it must be found."""

    pattern: str
    example: str


def compiled(rows: tuple[Wording, ...], prefix: str = "", suffix: str = "") -> re.Pattern[str]:
    """One expression that matches what any row matches."""
    return re.compile(prefix + "(?:" + "|".join(row.pattern for row in rows) + ")" + suffix)


# A clause with one of these says that something falls short: it has its predicate.
SHORTCOMINGS = (
    Wording(
        r"不(?:够|足|强|高|深|实|严|细|全|大|多|广|浓|力|优|佳|密|紧|牢|准|透|畅|顺|清|明|齐|稳|快|好|及|到|能|敢|会|愿"
        r"|懂|熟|了解|善|完善|健全|完备|充分|充足|均衡|平衡|规范|理想|匹配|过硬|精准|系统|持续|适应|扎实|牢固|丰富|主动"
        r"|积极|统一|畅通|配套|重视|相适应|相符|合理|科学|全面|明确|彻底|突出|显著|明显|满意|便|易)",
        "普法宣传的吸引力不强",
    ),
    Wording(
        r"有(?:待|所?欠缺|偏差|差距|短板|不足|缺口|落差|温差|盲区|难度|差异|出入|距离|滞后|空白)", "办案质量有待提高"
    ),
    Wording(r"欠(?:缺|佳|妥|规范|丰富|完善)|缺(?:乏|少|失|位|口|陷|人|编)", "普法力量缺乏专业支撑"),
    Wording(r"短缺|紧缺|匮乏|薄弱|[较偏]弱|单薄|滞后|落后|短板|弱项|差距|有限|不力|不及", "镇级执法力量相对薄弱"),
    Wording(r"盲[区点]|空白|瓶颈|脱节|堵点|断层|失衡|弱化|虚化|淡化|缩水|打折扣", "学用之间存在脱节"),
    Wording(
        r"参差不齐|良莠不齐|单[一调]|老化|陈旧|松懈|淡[薄漠]|模糊|粗放|粗糙|僵化|固化|浅尝辄止",
        "村干部法律素养参差不齐",
    ),
    Wording(
        r"偏[少低高窄慢大重]|较[少低窄差慢浅]|过[重快多少大窄低]"
        r"|(?<![加扩增减缩放壮尽])[重大快窄慢差浅少难弱低散乱](?=$|[，。；、,;])",
        "专职人员偏少",
    ),
    Wording(r"尚未|未[能形建实充得有完真及]|还?没有|没能|无法|难以|困难|难度|难题", "常态化普法机制尚未形成"),
    Wording(
        r"亟[待须需]|[仍还尚]需|需要?进一步|需加强|待(?:提升|加强|提高|完善|增强|优化|改进|深化)", "执法规范化仍需加强"
    ),
    Wording(
        r"流于(?:形式|表面)|走过场|形式主义|重\S{1,6}轻|等靠要|捉襟见肘|应接不暇|力不从心|乏力|疲于", "学习有时流于形式"
    ),
    Wording(
        r"(?:压力|风险|隐患|矛盾)(?:较|很|仍|依然|比较)?(?:大|高|多|突出)|频发|多发|时有发生|屡禁不止",
        "信访维稳压力较大",
    ),
    Wording(r"(?:仍|依然|还|普遍|均|也)?存在", "新业态普法存在死角"),
    Wording(r"不(?![断仅但少同变漏留出越])\S{1,4}(?=$|[，。；、,;])", "个别文书制作不严谨"),
)

# A clause that begins so has no subject of its own: it is the predicate of what stands before it.
BARE_PREDICATES = (
    Wording(
        r"(?:还|仍|也|尚|均|都|依然|仍然|普遍|比较|较为|相对)*(?:有|存在|不|未|没|缺|需|较|偏|待|亟)",
        "与要求相比，还有差距",
    ),
    Wording(r"(?:还|仍|尚|依然|仍然|相对|较为|比较)", "部门配合，仍显薄弱"),
)

# A clause that only leads up to what is said; left out when what follows stands by itself.
PREAMBLES = (
    Wording(r"(?:由于|因|因为|鉴于|基于)\S", "由于编制紧张，执法力量薄弱"),
    Wording(r"受\S{1,24}(?:影响|限制|制约|约束|所限)", "受编制总量限制，执法力量薄弱"),
    Wording(r"(?:虽|虽然|尽管|固然)\S", "虽然成立了执法队，但人员配备不齐"),
    Wording(r"(?:随着|面对|对照|对标|伴随)\S", "随着城镇化加快，物业纠纷化解难度大"),
    Wording(
        r"(?:与|同|和|跟|较|比|按照?|根据)\S{2,24}(?:相比|比较|看|来看|期盼|期待|要求)$",
        "与群众期待相比，服务效率不够高",
    ),
    Wording(r"(?:从|就)\S{2,20}(?:来看|看|来说|而言)$", "从检查情况来看，案卷质量不高"),
)

# A clause that cannot stand without the next one.
HANGING = (
    Wording(r"(?:相比|方面|[过程环]中|[以之]?后|时|来看|来说|而言|基础上|同时|情况下)$", "执法水平与要求相比"),
    Wording(r"^(?:在|对|对于|与|同|从|就|由于|因|因为|虽|虽然|尽管|随着|面对)(?!外|内|照检查)", "对新修订的法律法规"),
)
HANGING_PLANS = (
    Wording(
        r"(?:方面|[过程环]中|[以之]?后|时|基础上|同时|(?:为|作)(?:\S{0,4}(?:抓手|契机|核心|导向|目标|重点|主线|载体|依托|牵引|引领|基础|指导|遵循)))$",
        "以队伍建设为抓手",
    ),
    Wording(
        r"^(?:以|通过|针对|按照|根据|依托|借助|利用|运用|充分利用|对照|对标|由|鉴于|基于|(?:为|对|从)(?!\S*(?:提供|进行|开展|实行|实施|加强|给予|抓起|做起|入手)))",
        "通过以案释法",
    ),
    Wording(r"^在(?!\S*(?:下功夫|求突破|见实效|出实招|做文章|加劲|发力|用力|上聚力|下力气))", "在重大节日期间"),
)

# What a plan's verb phrase begins with; so “将” before it is “will” and not the object marker of “将普法纳入考核”.
_MEASURES = (
    "继续|进一步|持续|不断|加强|加大|加快|深入|认真|坚持|着力|着重|重点|积极|全面|严格|强化|深化|推[进动行广]|建[立设成]|完善"
    "|健全|围绕|以|从|按照|紧[紧扣盯密]|聚焦|切实|组织|开展|努力|大力|采取|充分|[抓做]|落实|提[升高]|结合|通过|针对|增强|优化"
    "|扎实|巩固|拓[宽展]|创新|探索|争取|力争|牢牢|始终|把|在|对|立足|突出|压实|配[强齐备]|补[齐强]|打造"
)

ORDINAL = Wording(
    r"(?:[一二三四五六七八九十]+(?:是|要)|第[一二三四五六七八九十]+[，,、]|首先|其次|再次|再者|最后|一方面|另一方面)[，,：:]?",
    "其次，普法方式单一",
)

# Words before a heading that are no part of it.
LEADING = {
    Kind.PROBLEM: (
        Wording(r"是(?=\S)", "二是是普法载体单一"),
        Wording(r"(?:主要|突出|具体)?(?:表现|体现)(?:在|为|是)(?:以下(?:几个)?方面)?[：:，,]?", "主要表现在普法方式单一"),
        Wording(r"(?:但是?|然而|不过|可是|同时|此外|另外|而且|并且)[，,]?", "但是普法方式单一"),
        Wording(r"(?:问题|不足|短板)[一二三四五六七八九十\d]+[：:是]", "问题一：普法方式单一"),
        ORDINAL,
    ),
    Kind.CAUSE: (
        Wording(r"是(?=\S)", "二是是普法载体单一"),
        Wording(
            r"(?:(?:造成|产生|出现|导致|形成|存在)[^，。；]{0,12}的)?(?:究其|其|这|主要|根本|上述|以上|这些|问题|不足|短板|的)*"
            r"(?:原因|成因|根源)(?:主要)?[，,：:]?(?:主要)?(?:是|在于|有|为|：)?",
            "造成这些问题的原因，主要在于人手不足",
        ),
        Wording(r"(?:主要)?(?:还?是)?(?:因为|由于|在于|源于|缘于|出于)", "是因为人手不足"),
        Wording(r"(?:原因|成因)[一二三四五六七八九十\d]+[：:是]", "原因一：人手不足"),
        ORDINAL,
    ),
    Kind.PLAN: (
        Wording(r"是(?=\S)", "二是是加强普法"),
        Wording(
            r"(?:下一?步(?:工作)?(?:中|里)?|今后(?:工作中)?|接下来|下一阶段|新的一年里?|未来|明年|20\d\d年度?)[，,：:]?",
            "下一步，加强普法",
        ),
        Wording(
            r"(?:我们|我?(?:镇|乡|街道|苏木|办事处)|\S{2,4}(?:镇|乡|街道|苏木))[，,]?(?=党委|党工委|党政|政府|将|要|拟|计划|还)",
            "我镇将加强普法",
        ),
        Wording(r"(?:党委、?(?:镇|乡)?政府|党工委、?办事处)(?=将|要|拟|计划|还)", "党委政府将加强普法"),
        Wording(r"(?:还?将|还?要|拟|计划|打算|准备|应当?|需要?)(?=" + _MEASURES + ")", "将加强普法"),
    ),
}  # fmt: skip
