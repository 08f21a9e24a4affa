"""What is a township's report on law-based government, and what is not, with the reason."""

from __future__ import annotations

import pytest
from identity_documents import BODY, document, signed

from kg.extractors.identity import check_township_report, identify
from kg.model import NotATownshipReport, Report
from kg.places import load


def check(report: Report) -> None:
    check_township_report(report, identify(report, load()), load())


ACCEPTED = [
    ("宋桂镇2025年法治政府建设年度报告", "2025年，宋桂镇认真落实。\n" + BODY),
    ("丰都县包鸾镇人民政府2024年法治政府建设情况报告", BODY),
    ("关于福旺镇2024年度法治建设工作开展情况的汇报", signed("2024年工作如下：", "福旺镇人民政府", "2025年1月9日")),
    ("2022年度法治政府建设情况报告", signed("县委、县政府：", "禄劝彝族苗族自治县撒营盘镇人民政府", "2023年1月10日")),
    ("工作情况报告", signed("2023年，我镇认真执行《法治政府建设实施纲要》。", "洛宁县上戈镇人民政府", "2024年1月12日")),
    ("代钦塔拉苏木2022年推进法治政府建设工作总结暨2023年工作计划", BODY),
    ("天心区坡子街街道办事处2022年法治政府建设年度报告", BODY),
    ("莽格吐达斡尔族乡2023年依法行政工作总结", BODY),
    ("德清经济开发区管理委员会2023年法治政府建设年度报告", signed("我委认真落实。", "德清经济开发区管理委员会")),
    ("绿塘乡2023年依法治乡工作自查报告", BODY),
    ("四屏镇2024年度党政主要负责人履行推进法治建设第一责任人职责述职报告", BODY),
    ("关于印发《新安镇2023年法治政府建设年度报告》的通知", signed("现印发给你们。", "德清县新安镇人民政府")),
    ("新安镇2023年度法治政府建设情况报告公示", signed("现将报告公示如下：", "德清县新安镇人民政府")),
    ("", "2022年，黄石街党工委、办事处扎实推进法治政府建设。现将工作报告如下：\n" + BODY),
    ("", "2022年，龙归街始终坚持依法行政。现将相关情况总结报告如下：\n" + BODY),
    ("海滨街2020年法治政府建设情况", "我街认真落实。\n" + BODY),
    (
        "",
        "2024年，新安街道推进法治政府建设，现报告如下：\n"
        + BODY
        + "（二）改进服务。街道便民服务中心受理事项31839件，发证10846件，接听咨询电话300个",
    ),
    ("2023年法治政府建设工作总结", "2023年，绿塘乡认真落实，我乡司法所、县司法局、县日报予以配合。\n" + BODY),
]


@pytest.mark.parametrize(("title", "text"), ACCEPTED, ids=[title or text[:12] for title, text in ACCEPTED])
def test_accepted(title: str, text: str) -> None:
    check(document(title, text))


REFUSED = [
    (
        "攸县人民政府关于2023年度法治政府建设情况的报告",
        signed("网岭镇、酒埠江镇先行。", "攸县人民政府", "2024年3月15日"),
        "above the township",
    ),
    (
        "2023年度法治政府建设情况报告",
        signed("全县网岭镇成效突出。", "攸县人民政府", "2024年3月15日"),
        "above the township",
    ),
    ("静海区2023年度法治政府建设情况报告", "各镇、街道认真落实。\n" + BODY, "above the township"),
    ("浙江省2023年法治政府建设年度报告", BODY, "above the township"),
    ("鹤城区人民政府办公室2025年度法治政府建设情况报告", BODY, "above the township"),
    ("德清县司法局2023年法治政府建设年度报告", signed("指导新安镇工作。", "德清县司法局"), "department"),
    ("2023年度法治政府建设工作报告", signed("我局指导新安镇工作。", "德清县市场监督管理局"), "department"),
    ("德清县人民法院2023年法治建设工作报告", BODY, "department"),
    ("四屏镇司法所2025年法治建设工作总结", BODY, "department"),
    ("四屏镇综合行政执法大队2024年依法行政工作总结", BODY, "department"),
    ("新安镇中心小学2023年法治建设工作总结", BODY, "department"),
    ("新安镇东大村2023年法治建设工作总结", signed("我村认真落实。", "新安镇东大村村民委员会"), "village"),
    ("一杯热茶解了十年疙瘩——走近石鼻镇调解室", "本报讯（记者 某某）石鼻镇推进法治建设。\n", "news"),
    ("四屏镇召开法治政府建设推进会", "1月5日，四屏镇召开会议，镇党委书记出席。\n", "新闻"),
    ("关于印发《新安镇2024年法治政府建设工作要点》的通知", signed("请贯彻执行。", "德清县新安镇人民政府"), "通知"),
    ("关于做好2023年度法治政府建设情况报告工作的通知", signed("各村：", "德清县新安镇人民政府"), "通知"),
    ("新安镇2024年法治政府建设工作要点", BODY, "计划"),
    ("新安镇法治文化建设实施方案", BODY, "计划"),
    ("新安镇2023年政府信息公开工作年度报告", signed("根据条例编制。", "德清县新安镇人民政府"), "信息公开"),
    ("新安镇2024年政府工作报告", "各位代表：现在报告工作，推进法治政府建设。\n", "政府工作报告"),
    ("新安镇2024年部门预算公开", BODY, "预算"),
    ("新安镇法治文化广场招标公告", BODY, "招标"),
    ("新安镇2024年行政执法人员名单", BODY, "公告"),
    ("《新安镇2023年法治政府建设情况的报告》解读", BODY, "解读"),
    ("新安镇2023年乡村振兴工作总结", "2023年，新安镇发展产业。\n一、做强产业\n", "法治政府建设"),
    ("红烧肉的做法", "五花肉一斤，冰糖少许。\n一、焯水\n", "法治政府建设"),
    ("2023年法治政府建设工作总结范文", "2023年，各单位认真落实。\n" + BODY, "names no"),
    ("", "", "法治政府建设"),
    ("", "2022年，在黄石街党工委支持下，我局推进法治政府建设，现将情况报告如下：\n" + BODY, "not its own"),
    (
        "2022年法治政府建设总结",
        "2022年，我县推进工作，将龙归街始终作为试点。现将情况报告如下：\n" + BODY,
        "not its own",
    ),
    ("白云区2022年法治政府建设情况报告", "2022年，黄石街党工委、龙归街党工委先行。\n" + BODY, "above the township"),
    ("2022年法治政府建设工作报告", signed("指导黄石街党工委。", "广州市白云区司法局"), "department"),
    ("2022年法治政府建设工作总结", signed("黄石街先行。", "黄石街司法所"), "department"),
    ("黄石街召开法治政府建设推进会", "1月5日，黄石街召开会议，街党工委书记出席。\n", "新闻"),
    ("", "一条街、两条街，步行街始终热闹，法治政府建设情况报告如下：\n" + BODY, "names no"),
]


@pytest.mark.parametrize(
    ("title", "text", "reason"), REFUSED, ids=[title or text[:16] or "empty" for title, text, _ in REFUSED]
)
def test_refused_with_the_reason(title: str, text: str, reason: str) -> None:
    with pytest.raises(NotATownshipReport) as refusal:
        check(document(title, text))
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 160
