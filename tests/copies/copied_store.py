"""A small corpus with copied text, built as people build it: last year's report with new figures, a county's template
filled in by two towns, a report that has nothing to do with either, and an edition that was replaced."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from kg.build import build

REPORT = """{county}{town}{year}年法治政府建设年度报告

现将{town}{year}年度法治政府建设工作情况报告如下：
一、主要做法
{measures}

二、存在的问题
{problems}

三、下一步打算
{plans}

{county}{town}人民政府
{next}年1月{day}日
"""
OWN = (
    "坚持和发展新时代“枫桥经验”，把说事点设在老党员家的堂屋里，全年化解林地、宅基地纠纷{n}件。\n"
    "镇司法所与派出法庭约定每月十五日在茶馆坐诊，当场能算清的账当场算，算不清的引导到庭前调解。\n"
)
TEMPLATE = (
    "按照全县统一部署推行“一支队伍管执法”，整合执法力量{n}人，制定执法事项清单，每季度由县里派员到场检查案卷。\n"
    "对县里点名的砂石堆场和沿河餐馆逐家约谈，发放整改通知书{n}份，逾期未改的移交县综合执法局立案查处。\n"
)
FRESH = "今年汛期来得早，推行微网格，沿江三个社区的低洼住户提前转移，没有一人因灾受伤。\n"
PROBLEM = "（一）执法人员少，{town}十七个村只有{n}名持证人员，遇到跨村的案子要从别的所借人，办案周期拖得很长。"
OTHER_PROBLEM = "（一）普法形式单一，多数村还停留在挂横幅、发传单，外出务工的年轻人基本上看不到。"
PLAN = "（一）增加执法人员，今年先把考试合格的{n}名干部补充到执法队，再向县里申请三个编制。"
OTHER_PLAN = "（一）创新普法形式，拍摄方言短视频，请在外务工人员的微信群群主帮助转发。"

FILES = {
    "包鸾2023": ("重庆市丰都县", "包鸾镇", 2023, 12, OWN + TEMPLATE, PROBLEM, OTHER_PLAN),
    "包鸾2024": ("重庆市丰都县", "包鸾镇", 2024, 15, OWN + FRESH, PROBLEM, PLAN),
    "包鸾2024（初稿）": ("重庆市丰都县", "包鸾镇", 2024, 9, OWN + TEMPLATE + FRESH, PROBLEM, PLAN),
    "湛普2024": ("重庆市丰都县", "湛普镇", 2024, 20, TEMPLATE, OTHER_PROBLEM, OTHER_PLAN.replace("方言", "土话")),
    "四屏2024": (
        "重庆市江津区",
        "四屏镇",
        2024,
        18,
        "果园里的灌溉用水历来是先上后下，几个组商定轮水日程以后，抢水打架的事一次也没有发生。\n",
        "（一）调解员老化，十一名调解员里有九名过了六十岁，写不了电子卷宗。",
        "（一）培养年轻调解员，从返乡大学生里挑选五人跟班学习。",
    ),
}


def text(name: str) -> str:
    county, town, year, n, measures, problems, plans = FILES[name]
    parts = {"measures": measures, "problems": problems, "plans": plans}
    filled = {key: part.format(town=town, n=n).strip() for key, part in parts.items()}
    return REPORT.format(county=county, town=town, year=year, next=year + 1, day=n, **filled)


def built(folder: Path, names: tuple[str, ...] = tuple(FILES)) -> Path:
    reports = folder / "reports"
    reports.mkdir(parents=True)
    for name in names:
        (reports / f"{name}.txt").write_text(text(name), encoding="utf-8")
    build([reports], folder / "store")
    return folder / "store"


@cache
def shared() -> Path:
    """The store of the whole corpus, built once for all who only read it."""
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return built(Path(folder))
