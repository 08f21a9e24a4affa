"""Spread, what goes together and networks in words, for terminal and notebook."""

from __future__ import annotations

from kg.analysis.adopting import PLANNED
from kg.analysis.cooccurrence.pairs import TogetherAnswer
from kg.analysis.networks.answers import NetworkAnswer
from kg.analysis.spread.diffusion import DiffusionAnswer
from kg.analysis.wording.telling import headline, listed, name, notes, scope, silence, status_name

__all__ = ["headline", "notes"]

_OF = {"towns": ("乡镇", "towns"), "practices": ("做法", "practices"), "firms": ("律所", "law firms")}


@headline.register
def _(answer: DiffusionAnswer, lang: str) -> str:
    one = answer.practices[0]
    label, where, told = name(one.label, one.label_en, lang), scope(answer.scope, lang), answer.towns
    if lang == "zh":
        which = f"（{status_name(answer.status, lang)}）" if answer.status else "在实行"
        said = f"{label}：{told.of} 个有报告的乡镇中，{told.number} 个写到{which}"
        first = f"，最早见于 {answer.first_year} 年的报告" if answer.first_year is not None else ""
        return f"{said}{first}（{where}）"
    which = status_name(answer.status, lang) if answer.status else "running"
    said = f"{label}: named as {which} by {told.number} of the {told.of} towns that reported"
    first = f", first in a report on {answer.first_year}" if answer.first_year is not None else ""
    return f"{said}{first} ({where})"


@notes.register
def _(answer: DiffusionAnswer, lang: str) -> tuple[str, ...]:
    zh = lang == "zh"
    found = [
        f"{one.label}的发源地（词表所记）：{place}。"
        if zh
        else f"Place of origin of {one.label} (by the scheme): {place}."
        for one, place in answer.origins
    ]
    if answer.began_with and answer.first_year is not None:
        found.append(
            f"{answer.first_year} 年也是这里最早的报告年份：此前是否已有，不得而知。"
            if zh
            else f"There are no reports on years before {answer.first_year}: it may be older."
        )
    runs = "在实行 = 已实施、试点中或推进中" if zh else "running: implemented, piloting or in progress"
    if answer.status is None:
        found.append(f"{runs}；只写到计划的另计。" if zh else f"{runs}; towns that only plan it are counted apart.")
    elif answer.status != PLANNED:
        found.append(
            f"只计“{status_name(answer.status, lang)}”。" if zh else f"Only {status_name(answer.status, lang)} counts."
        )
    found.append(
        "新增：此前有报告而没有写到、这一年首次写到的乡镇，占此前有报告而一直没有写到的乡镇；首份报告即有：何时开始，不得而知。"
        if zh
        else "new: of towns that had reported before without naming it; already: named in a town's first report here, since "
        "when is unknown."
    )
    found.append(
        "未再写到：此前写到、这一年的报告没有写到在实行的，不等于停了。"
        if zh
        else "silent: named it before and not in this year's report, which does not mean that it ended."
    )
    found.append(
        "“首次”“最早”都只就这里的报告而言，不说明谁首创。"
        if zh
        else "First means first in these reports; nobody is said to have invented it."
    )
    found += _common(answer.family, answer.discounted, lang)
    if answer.undated:
        found.append(
            f"{answer.undated} 份报告年份不明，未计。"
            if zh
            else f"{answer.undated} reports tell no year and count nowhere."
        )
    return (*found, silence(lang))


@headline.register
def _(answer: TogetherAnswer, lang: str) -> str:
    many, where = len(answer.pairs) + answer.left_out, scope(answer.scope, lang)
    asked = listed(dict.fromkeys(name(one.label, one.label_en, lang) for one in answer.asked), lang)
    if lang == "zh":
        sure = "多于偶然" if answer.rate < 1 else "无论是否多于偶然"
        about = f"与{asked}同在的做法" if asked else "同在的做法"
        return f"{about}：检验 {answer.tested} 对，至少 {answer.least} 个乡镇都写到且{sure}的 {many} 对（{where}）"
    sure = "more than chance" if answer.rate < 1 else "by chance or more"
    about = f"practices that go with {asked}" if asked else "practices that go together"
    return f"{about} in at least {answer.least} towns, {sure}: {many} of {answer.tested} pairs tested ({where})"


@notes.register
def _(answer: TogetherAnswer, lang: str) -> tuple[str, ...]:
    rate = f" q ≤ {answer.rate:.0%}" if answer.rate < 1 else (" q 不限" if lang == "zh" else " q unlimited")
    if lang == "zh":
        found = [
            f"单侧 Fisher 精确检验（超几何分布），错误发现率{rate}（Benjamini–Hochberg，按全部检验计）；lift = 实际/期望。",
            "省内 lift：期望按各省分别计算，接近 1 说明只是同省同题；同句：抽看的报告中，两者写在同一句里的份数。",
            "同在不等于相关联，更不是因果：长报告什么都写到，同省跟同一部署。",
        ]
    else:
        found = [
            f"One-sided Fisher's exact test (hypergeometric), rate of false discovery{rate} (Benjamini–Hochberg, over all "
            "tests); lift: both / expected.",
            "in province: lift over what each province's towns would have by chance; near 1 says that they only lie in the same "
            "ones. one sentence: of the reports looked at, those that name both in one sentence.",
            "Going together is no cause: long reports name more of everything, towns of a province follow the same campaigns.",
        ]
    if len(answer.scope.years) > 1:
        found.append(
            "各年合在一起算：同一时期兴起的做法也会同在；year（--year）只看一年。"
            if lang == "zh"
            else "All years count together: practices that came up at the same time go together as well; year (--year) keeps one."
        )
    if not answer.pairs and not answer.left_out and answer.rate < 1:
        found.insert(
            0,
            f"{answer.scope.towns} 个乡镇中没有哪一对的同在多于偶然（--rate 1 也列出偶然能解释的）。"
            if lang == "zh"
            else f"Among {answer.scope.towns} towns no pair goes together more than chance (rate 1 lists those that chance may explain).",
        )
    return (*found, *_common(answer.family, 0, lang), silence(lang))


@headline.register
def _(answer: NetworkAnswer, lang: str) -> str:
    zh, en = _OF[answer.of]
    where, ties, many = scope(answer.scope, lang), len(answer.ties), len(answer.communities)
    if lang == "zh":
        return f"{zh}网络：{len(answer.nodes)} 个节点，{ties} 条边，{many} 个社群（{where}）"
    return f"network of {en}: {len(answer.nodes)} nodes, {ties} ties, {many} communities ({where})"


@notes.register
def _(answer: NetworkAnswer, lang: str) -> tuple[str, ...]:
    zh = lang == "zh"
    out, k, least = answer.pairs - len(answer.ties), answer.neighbours, answer.least
    told = {
        "towns": (
            f"边：kg similar 的相似度（越少见的共同做法分量越重），至少共有 {least} 项做法；每镇留最近的 {k} 个，其余 {out} 对有共同点的未画出。",
            f"ties: the likeness of kg similar (the rarer the weightier), at least {least} practices in common; each town keeps "
            f"its {k} nearest, {out} other pairs with something in common are left out.",
        ),
        "practices": (
            f"边：至少 {least} 个乡镇同时实行、且多于偶然（q ≤ 5%）的做法，权重为 φ；每项留最强的 {k} 个，其余 {out} 对未画出。",
            f"ties: practices that at least {least} towns run both of, more than chance (q ≤ 5%), weighed by φ; each keeps its "
            f"{k} strongest, {out} others are left out.",
        ),
        "firms": (
            f"边：哪些乡镇的报告写到由它服务，权重为报告份数；只列至少 {least} 个乡镇写到的。各种写法未经合并。",
            f"ties: towns whose reports name the firm, weighed by reports; firms of at least {least} towns. Spellings are not merged.",
        ),
    }[answer.of]
    found = [told[0] if zh else told[1]]
    if answer.isolated:
        found.append(f"{answer.isolated} 个没有边。" if zh else f"{answer.isolated} nodes have no tie.")
    placed = len(answer.nodes) - answer.isolated
    if answer.sources and answer.sources < placed:
        found.append(
            f"中介度据 {answer.sources} 个节点抽样（种子固定）。"
            if zh
            else f"Betweenness is estimated from {answer.sources} sampled nodes (the seed is fixed)."
        )
    elif not answer.sources and answer.ties:
        found.append("网络太大，未算中介度。" if zh else "Betweenness was not computed: the network is too large.")
    if answer.ties:
        alike = (
            ("由同样的律所服务", "the same firms serve its towns")
            if answer.of == "firms"
            else ("报告相像，不说明彼此往来", "reports are alike, which does not say that anyone knows the other")
            if answer.of == "towns"
            else ("常同在一地", "they are often in the same towns")
        )
        found.append(
            f"社群用 Louvain 算法（模块度 {answer.modularity:.2f}，种子固定）：{alike[0]}。"
            if zh
            else f"Communities are Louvain's (modularity {answer.modularity:.2f}, fixed seed): {alike[1]}."
        )
    return (*found, silence(lang))


def _common(family: tuple[object, ...], discounted: int, lang: str) -> list[str]:
    found = []
    if family:
        found.append(
            f"已计入 {len(family)} 项下属做法。" if lang == "zh" else f"{len(family)} narrower practices count as well."
        )
    if discounted:
        found.append(
            f"{discounted} 处只见于照抄其他乡镇的文字，未计。"
            if lang == "zh"
            else f"Not counted, for they stand in text copied from another town alone: {discounted} mentions."
        )
    return found
