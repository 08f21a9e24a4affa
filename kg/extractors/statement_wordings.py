"""How a report leads up to, explains and turns away from its problems, causes and plans: tables with example sentences.

A row is a rule; the sentence beside it is what it was written for and is tested with it.
"""

from __future__ import annotations

from kg.extractors.heading_wordings import Wording

# What a phrase is made of that names the part of the report but no matter of its own.
CONTAINER_WORDS = (
    Wording(r"20\d\d年度?|[一二三四五六七八九十两几\d]+(?:(?:个|点|项|条|件|大)(?:方面|事情?|重点)?|方面)", "2024年存在的三个方面问题"),
    Wording(r"法治(?:政府)?建设|依法(?:行政|治理|治[镇乡])|推进|政府|本年度|年度|全年|上年|一年来|今年以来|以来", "推进法治政府建设"),
    Wording(r"我们?[镇乡街道苏木]*|[\u4e00-\u9fff]{0,3}(?:镇|乡|街道|苏木|办事处)(?=在|推|的|法|虽|依|党|将|$)|党委|党政|[\u4e00-\u9fff]*办公室", "我镇"),
    Wording(r"存在|面临|问题|不足|短板|弱项|困难|困惑|差距|距离|薄弱环节|欠缺|堵点|难点|挑战", "存在的短板弱项"),
    Wording(r"原因|成因|根源|分析|剖析|主观|客观|造成|产生|导致|主要在于|归结", "原因剖析"),
    Wording(
        r"下一?步|下一?阶段|今后|明年|新的?一年|未来|打算|计划|安排|思路|举措|措施|规划|展望|方向|重点|整改|改进|对策|建议"
        r"|意见|部署|任务|目标|总体|要求|指导思想",
        "下一步工作打算",
    ),
    Wording(r"主要|如下|以下|几个|方面|表现|体现|具体|突出|一些|一定|有些|情况|工作|成绩|成效|进步|取得|做了|有了", "主要表现在"),
    Wording(r"虽然?|尽管|但是?|然而|不过|也|仍旧|仍然?|依然|还|还有|明显|较大|不小|不少|客观|清醒|清楚|看到|认识|肯定|同时", "虽有进步，但短板仍旧明显"),
    Wording(r"上级|群众|人民|老百姓|百姓|新形势|新时代|期盼|期待|期望|要求|标准|先进|兄弟[\u4e00-\u9fff]*|对照|对标|相比|比较|回顾|总结", "对照群众期盼"),
    Wording(r"将|要|着重|重点|做好|抓好|从|着手|入手|围绕|开展|努力|正视|补齐|立足|针对|解决|弥补|采取|继续|实际|深入|功夫|发力|用力|见效", "将从以下几方面着手"),
    Wording(r"[的地得了着和与及、，,。：:；;暨在是有为等之其中里上下对同这些该此上述以及工作较过程当前目前就（）()“” \s]|成[绩效]", "的"),
)  # fmt: skip

# A sentence of a plan section without numbers that promises nothing in particular.
EMPTY_PROMISES = (
    Wording(r"以习近平\S*(?:为指[导引]|为根本遵循)", "以习近平法治思想为指导"),
    Wording(r"(?:深入)?(?:学习)?(?:宣传)?(?:贯彻|领会|学习)(?:落实)?(?:党的|习近平|中央|上级|[省市县区]委)\S*", "学习贯彻党的二十大精神"),
    Wording(r"(?:正视|直面)\S*|补齐短板|发扬成绩|克服不足|总结经验|戒骄戒躁|再接再厉|真抓实干|奋发有为|凝心聚力", "我们将正视问题"),
    Wording(r"(?:奋力|不断|努力)?(?:谱写|推动|开创|实现|迈上|再上|书写|作出|做出)\S*(?:新?台阶|新篇章|新局面|新贡献|贡献|新成效|新发展|发展|进步)", "奋力推动法治政府建设再上新台阶"),
    Wording(r"(?:为|以)?\S*(?:提供|奠定|筑牢)\S*(?:保障|支撑|基础|环境)$", "为高质量发展提供有力法治保障"),
    Wording(r"^(?:在|按照|根据)\S*(?:领导|指导|部署|要求|安排|统筹)(?:下)?$", "在县委、县政府的正确领导下"),
)  # fmt: skip

# A sentence that announces statements and makes none.
ANNOUNCING = (
    Wording(r"(?:以下|如下|下列)[^，。：:]{0,8}(?:$|[：:])", "今后，我镇将统筹兼顾，着力抓好以下几个方面"),
    Wording(r"从[^，。：:]{0,8}方面[^，。：:]{0,8}(?:$|[：:])", "我镇将从三个方面发力"),
)

# A sentence that explains, illustrates or concludes the one before it.
CONTINUING = (
    Wording(r"(?:比如|例如|譬如|如[：:，,]|如(?!何|期|实|下)|尤其是?|特别是)", "例如夜间执法缺少设备。"),
    Wording(r"(?:主要|具体|突出|集中)(?:表现|体现)", "主要表现为形式单一。"),
    Wording(r"(?:其|究其|主要|这|根本)?(?:主要)?(?:原因|根源)", "究其原因，经费不足。"),
    Wording(r"(?:这|由此|从而|因此|因而|所以|以致|导致|使得?)", "这导致案件积压。"),
)

# A sentence that gives the reason of all that was said before: the problems end here.
GENERAL_CAUSES = (
    Wording(
        r"(?:(?:造成|产生|出现|导致|形成|存在)?(?:这些|上述|以上|前述)(?:\S{0,6}(?:问题|不足|情况|现象|短板))\S{0,8}(?:原因|成因|根源)"
        r"|(?:主要)?(?:原因|成因)(?:主要)?(?:有|如下|分析|剖析)"
        r"|(?:存在|产生)(?:这些|上述|以上)?(?:问题|不足)的(?:主要)?原因)",
        "造成上述问题的主要原因在于经费不足。",
    ),
    Wording(
        r"(?:这些|上述|以上)(?:问题|不足|短板)\S{0,6}(?:存在|出现|产生)?，(?:主要|根本)?(?:原因|是)",
        "以上问题的存在，主要是经费不足。",
    ),
)

# A sentence that turns from the problems to what will be done.
TURNS_TO_PLANS = (
    Wording(r"(?:下一?步|下一?阶段|今后|接下来|新的一年|明年|20\d\d年)\S", "下一步，我镇将加强普法。"),
    Wording(r"(?:针对|对于)(?:以上|上述|这些|存在)\S{0,8}(?:问题|不足|短板|情况)", "针对上述问题，我镇将加强普法。"),
)
