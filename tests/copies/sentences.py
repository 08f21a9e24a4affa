"""Sentences in the manner of reports, none like another, and small corpora made of them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.copies import Copied, Prints, Reported, copied, fingerprints

OWN = (
    "{town}把矛盾排查放在雨季之前，由包村干部带着调解员逐户走访，全年化解林地、宅基地纠纷{n}件。",
    "在集镇东头的老粮站设立普法长廊，把婚姻、借贷、工伤三类案例画成连环画，赶场天有{n}多人驻足观看。",
    "镇司法所与派出法庭约定每月十五日在茶馆坐诊，当场能算清的账当场算，算不清的引导到庭前调解。",
    "对辖区{n}家砂石堆场开展联合检查，责令{n}家补办手续，拆除占用河道的彩钢棚两处。",
    "重大项目上会之前先送法律顾问把关，今年退回修改的合同有{n}份，主要是付款节点和违约责任写得含糊。",
    "组织新录用的干部旁听行政诉讼庭审，回来后每人写一篇心得，由分管领导逐篇批改讲评。",
    "把村规民约里不合法的条款清理出来，{n}个村删去了罚款、断水断电一类的规定，重新表决后张榜公布。",
    "依托老党员家的堂屋设立说事点，谁家有了疙瘩先到那里喝杯茶，由村里威望高的长辈出面劝和。",
    "执法人员出门必带记录仪，全年上传视频{n}段，抽查发现漏开漏传的在例会上点名。",
    "针对外出务工人员多的实际，春节前后在车站发放讨薪指南{n}份，帮助{n}人拿回拖欠的工钱。",
)
OTHER = (
    "今年汛期来得早，沿江三个社区的低洼住户提前转移，没有一人因灾受伤，事后按规定发放了临时救助。",
    "学校门口的校外托管机构多年无人过问，经过三个部门坐下来商量，终于定下由谁发证、由谁检查。",
    "果园里的灌溉用水历来是先上后下，几个组商定轮水日程以后，抢水打架的事一次也没有发生。",
    "镇档案室补齐了近十年的执法案卷，缺页漏章的逐卷登记，请退休的老文书回来帮忙核对。",
    "商会牵头成立了诚信联盟，成员之间发生货款争议先在联盟内部协商，三十天谈不拢再打官司。",
    "对申请低保的家庭实行邻里评议，评议过程全程公开，群众有不同意见的由驻村第一书记入户复核。",
)
FORMULAS = (
    "一年来，在县委、县政府的坚强领导下，{town}坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，紧紧围绕县委中心工作。",
    "现将{town}2024年度法治政府建设工作情况报告如下：",
    "全面严格落实行政执法公示、执法全过程记录、重大执法决定法制审核“三项制度”。",
)


def text(sentences: Sequence[str], town: str = "清溪镇", n: int = 12) -> str:
    return "\n".join(sentence.format(town=town, n=n) for sentence in sentences)


class Corpus:
    """Reports by id, each with its text and fingerprints."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.reports: list[Reported] = []
        self._prints: dict[str, Prints] = {}

    def add(
        self, report: str, text: str, town: str = "清溪镇", county: str = "青石县", province: str = "云川省",
        year: int = 2024, date: str = "",
    ) -> None:  # fmt: skip
        self.texts[report] = text
        self._prints[report] = fingerprints(text, (town, county, province))
        place = f"{province}{county}{town}"
        self.reports.append(Reported(year, date, report, place, province + county, "", province))

    def copied(self, reports: Sequence[Reported] | None = None) -> list[Copied]:
        return list(copied(self.reports if reports is None else reports, self._prints.__getitem__))

    def told(self) -> list[tuple[str, str, str, str]]:
        """(report, source, what stands in the one, what in the other)."""
        return [
            (
                c.report,
                c.source,
                self.texts[c.report][c.start : c.end],
                self.texts[c.source][c.source_start : c.source_end],
            )
            for c in self.copied()
        ]
