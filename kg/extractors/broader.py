"""The nearest broader concept of the scheme for a practice that is in no list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ontology import Ontology

# Which concept of the scheme a discovered name stands under, by the word that its name ends in (before its head).
BROADER = (
    ("微网格", "微网格"),
    ("网格", "网格化"),
    ("巡逻", "治安巡逻队"),
    ("联防", "治安巡逻队"),
    ("巡护", "治安巡逻队"),
    ("调解", "大调解"),
    ("联调", "大调解"),
    ("说和", "大调解"),
    ("和事", "大调解"),
    ("评理", "评理堂"),
    ("说理", "评理堂"),
    ("说事", "村民说事"),
    ("议事", "村级民主协商"),
    ("法庭", "巡回法庭"),
    ("普法", "谁执法谁普法"),
    ("说法", "法治大讲堂"),
    ("讲堂", "法治大讲堂"),
    ("课堂", "法治大讲堂"),
    ("微课", "法治大讲堂"),
    ("晨读", "法治培训"),
    ("夜读", "法治培训"),
    ("夜校", "干部夜校"),
    ("执法", "综合行政执法改革"),
    ("会审", "合同审查"),
    ("律师", "公共法律服务体系"),
    ("代办", "帮办代办"),
    ("帮办", "帮办代办"),
    ("热线", "接诉即办"),
    ("积分", "积分制"),
    ("信访", "信访治理"),
    ("公约", "村规民约"),
    ("自管会", "村民自治"),
    ("业委会", "村民自治"),
)
_ANY_HEAD = "队伍 队 室 站 点 中心 会 亭 厅 堂 团 员 平台 机制 模式 制度 工作法 圈 屋 超市 驿站 长 制 行动 计划 品牌 广场 角 船 摊 台 日 库".split()
AFTER_WORD = re.compile(rf"^(志愿|服务|宣传|宣讲|工作|互助|流动|专家)*({'|'.join(_ANY_HEAD)})*$")

# The top concepts, by the words of their field in the sentence.
FIELDS = {
    "矛盾纠纷化解": ("纠纷", "调解", "矛盾", "化解", "和解", "诉前"),
    "网格治理": ("网格",),
    "综合行政执法体制": ("执法", "检查", "处罚", "监管", "巡查", "违建", "整改"),
    "公共法律服务体系": ("法律服务", "律师", "法律援助", "法律咨询", "公证"),
    "法治宣传教育": ("普法", "宣传", "宣讲", "学法", "法治文化", "讲座", "课堂", "说唱", "山歌", "法律知识", "干部学"),
    "依法决策": ("决策", "合法性", "规范性文件", "合同审查", "听证"),
    "政务服务": ("政务服务", "窗口", "办事", "便民", "企业", "营商", "审批", "惠企"),
    "权力监督": ("监督", "公开", "人大", "纪委", "审计", "应诉", "复议"),
    "法治建设责任制": ("第一责任人", "述法", "领导小组", "考核", "督察", "责任制"),
    "数字治理": ("数字", "智慧", "平台", "系统", "数据", "小程序", "智治"),
    "平安与应急": ("台风", "转移", "安置", "应急", "安全生产", "隐患", "防汛", "消防", "治安", "平安", "巡逻"),
    "信访治理": ("信访", "上访", "来访", "接访"),
    "村民自治": ("村民", "议事", "村规民约", "自治", "村务", "居民代表"),
    "党组织领导的治理": ("党建", "党员", "党支部", "党委"),
}


def nearest(name: str, contexts: Sequence[str], ontology: Ontology) -> str:
    """Id of the nearest broader concept of a discovered name: by the word that the name ends in, else the field of the
    first of ``contexts`` (the name, its sentence, the headings above, its section) that tells one; empty where none does."""
    for word, concept in BROADER:
        at = name.rfind(word)
        if at >= 0 and AFTER_WORD.match(name[at + len(word) :]) and concept in ontology.mechanisms:
            return concept
    for context in contexts:
        votes = {field: sum(context.count(word) for word in keys) for field, keys in FIELDS.items()}
        best = max(votes, key=lambda field: votes[field])
        if votes[best] and best in ontology.mechanisms:
            return best
    return ""
