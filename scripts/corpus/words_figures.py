"""What towns count, and how they say it. Nothing here names a practice but where the row says so."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """A figure that a town tells each year: the sentence with its value, and what the value is between. ``practice``:
    the practice that its words name, for who counts something has it."""

    indicator: str  # id of the indicator
    surface: str  # what is counted, as written
    said: str  # {n} the value with its unit
    unit: str
    low: int
    high: int
    theme: str
    practice: str = ""


FIGURES = (
    Figure("化解矛盾纠纷", "化解矛盾纠纷", "全年化解矛盾纠纷{n}", "件", 20, 400, "settle"),
    Figure("排查矛盾纠纷", "排查矛盾纠纷", "累计排查矛盾纠纷{n}", "起", 30, 500, "settle"),
    Figure("信访件", "办理信访事项", "全年办理信访事项{n}", "件", 5, 120, "settle"),
    Figure("接访下访", "接待群众", "累计接待群众{n}", "人次", 40, 900, "settle"),
    Figure("法治宣传活动", "开展法治宣传活动", "全年开展法治宣传活动{n}", "场次", 8, 90, "teach"),
    Figure("发放宣传资料", "发放宣传资料", "发放宣传资料{n}", "份", 800, 20000, "teach"),
    Figure("法治讲座", "举办法治讲座", "举办法治讲座{n}", "场", 3, 60, "teach", "法治讲座"),
    Figure("法律咨询", "解答法律咨询", "解答法律咨询{n}", "人次", 60, 2400, "teach"),
    Figure("悬挂横幅", "悬挂横幅", "悬挂横幅{n}", "条", 10, 300, "teach"),
    Figure("执法检查", "开展执法检查", "全年开展执法检查{n}", "次", 20, 600, "enforce"),
    Figure("行政处罚案件", "办理行政处罚案件", "办理行政处罚案件{n}", "件", 1, 80, "enforce"),
    Figure("联合执法", "开展联合执法", "开展联合执法{n}", "次", 3, 60, "enforce", "联合执法"),
    Figure("责令整改", "责令整改", "责令整改{n}", "处", 5, 150, "enforce"),
    Figure("查处违法行为", "查处违法行为", "查处违法行为{n}", "起", 3, 120, "enforce"),
    Figure("安全隐患", "排查安全隐患", "累计排查安全隐患{n}", "处", 20, 700, "safe"),
    Figure("应急演练", "组织应急演练", "组织应急演练{n}", "次", 2, 30, "safe", "应急演练"),
    Figure("巡逻", "开展治安巡逻", "全年开展治安巡逻{n}", "次", 60, 1200, "safe", "治安巡逻队"),
    Figure("日常巡查", "开展日常巡查", "全年开展日常巡查{n}", "次", 60, 1500, "safe"),
    Figure("政务服务办件", "受理业务", "全年受理业务{n}", "件", 500, 30000, "serve"),
    Figure("帮办代办", "代办事项", "为群众代办事项{n}", "件", 50, 3000, "serve"),
    Figure("合法性审查", "审查合同", "全年审查合同{n}", "份", 5, 200, "decide"),
    Figure("规范性文件", "制定规范性文件", "全年制定规范性文件{n}", "件", 1, 9, "decide"),
    Figure("会议学习", "召开专题会议", "召开专题会议{n}", "次", 2, 24, "lead"),
    Figure("走访", "走访群众", "全年走访群众{n}", "户次", 200, 9000, "grid"),
    Figure("网格上报事件", "上报事件", "累计上报事件{n}", "件", 80, 4000, "grid"),
    Figure("群众诉求", "办理群众诉求", "全年办理群众诉求{n}", "件", 50, 2000, "grid"),
    Figure("村民议事", "召开村民代表会议", "全年召开村民代表会议{n}", "次", 12, 160, "self", "村民代表会议制度"),
    Figure("代表建议和提案", "办理代表建议", "全年办理代表建议{n}", "件", 2, 40, "watch", "代表建议和提案办理"),
    Figure("政务公开", "公开政府信息", "主动公开政府信息{n}", "条", 40, 1500, "watch", "政务公开"),
    Figure("投诉举报", "处理群众投诉", "全年处理群众投诉{n}", "件", 5, 200, "watch"),
)  # fmt: skip

# {d}: 增加, 减少 or 持平, whichever it is.
LAST_YEAR = ("（上年{n}）", "（去年{n}）", "（去年同期{n}）", "，较上年的{n}{d}")
