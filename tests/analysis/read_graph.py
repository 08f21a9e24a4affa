"""One report with facts of every kind on sentences that overlap, as TriG: a companion of ``small_graph``."""

from __future__ import annotations

import pyoxigraph as ox

LINES = (
    "石桥镇2024年法治政府建设报告",
    "一、主要做法",
    "推行“警格+网格”联动，全年排查各类纠纷1.2万余件，聘请2名律师。上年排查各类纠纷8000件。",
    "二、存在问题",
    "（一）网格力量不足。主要是经费少，😀难以聘人。",
    "三、下步打算",
    "2025年充实网格力量，宣传《中华人民共和国民法典》。",
)
TEXT = "\n".join(LINES)
ID = "00000000000000aa"


class Said:
    """Statements of one report, each on stretches of its text. ``more``: further properties of the report."""

    def __init__(self, text: str = TEXT, report: str = ID, more: str = "") -> None:
        self.text, self.report, self.more, self.body = text, report, more, ""
        self.spans: set[tuple[int, int]] = set()

    def says(self, name: str, kind: str, more: str, *quotes: str) -> Said:
        proofs = []
        for quote in quotes:
            start = self.text.index(quote)
            self.spans.add((start, start + len(quote)))
            proofs.append(f"report:{self.report}_p{start}_{len(quote)}")
        self.body += (
            f"report:{self.report}_{name} a gov:{kind} ; gov:report report:{self.report} ; prov:wasDerivedFrom {', '.join(proofs)} ;"
            f" {more} .\n"
        )
        return self

    def trig(self) -> str:
        passages = "".join(
            f"report:{self.report}_p{start}_{end - start} a gov:Passage ; gov:report report:{self.report} ; oa:start {start} ; oa:end {end} ;"
            f" oa:exact {ox.Literal(self.text[start:end])} .\n"
            for start, end in sorted(self.spans)
        )
        return (
            "graph:more { mech:警格_网格 a gov:Mechanism ; skos:prefLabel '警格+网格'@zh, 'police and grid'@en .\n"
            "topic:件 skos:prefLabel '件'@zh, 'cases'@en . topic:纠纷 skos:prefLabel '排查纠纷'@zh .\n"
            "law:民法典 dct:title '民法典', '中华人民共和国民法典' . }\n"
            f"graph:{self.report} {{ report:{self.report} a gov:Report ; gov:township place:甲省甲县一号镇 ; gov:year 2022 ;"
            f" dct:title '石桥' ; gov:fileName '2022/石桥.txt' ; gov:text {ox.Literal(self.text)} {self.more} .\n"
            f"{passages}{self.body} }}\n"
        )


def said() -> Said:
    done, problem = LINES[2].partition("。")[0] + "。", "（一）网格力量不足。"
    return (
        Said()
        .says(
            "x1",
            "Adoption",
            "gov:mechanism mech:警格_网格 ; gov:status gov:implemented ; gov:surfaceForm '警格+网格' ; gov:confidence 0.8",
            done,
        )
        .says(
            "x2",
            "Adoption",
            "gov:mechanism mech:网格化 ; gov:status gov:implemented ; gov:surfaceForm '网格'",
            done,
            problem,
        )
        .says(
            "x3",
            "Observation",
            "gov:surfaceForm '排查各类纠纷' ; gov:value 12000 ; gov:unit topic:件 ; gov:indicator topic:纠纷 ;"
            " gov:approximate true ; gov:year 2022",
            done,
        )
        .says(
            "x4",
            "Observation",
            "gov:surfaceForm '排查各类纠纷' ; gov:value 8000.0 ; gov:unit topic:件 ; gov:indicator topic:纠纷 ; gov:year 2021",
            "上年排查各类纠纷8000件。",
        )
        .says("x5", "Engagement", "gov:role gov:governmentAdviser ; gov:lawyerCount 2", done)
        .says("x6", "Problem", f"gov:heading '网格力量不足' ; gov:cause report:{ID}_x7", problem, LINES[4])
        .says("x7", "Cause", "gov:heading '经费少'", "主要是经费少，😀难以聘人。")
        .says(
            "x8",
            "Plan",
            f"gov:heading '充实网格力量' ; gov:addresses report:{ID}_x6 ; gov:targetYear 2025 ; gov:year 2022",
            LINES[6],
        )
        .says("x9", "Citation", "gov:instrument law:民法典", LINES[6])
    )


def copy(name: str, start: int, end: int, source: int, there: int) -> str:
    return (
        f"report:{ID}_{name} a gov:CopiedText ; gov:report report:{ID} ; gov:copiedFrom report:{source:016x} ;"
        f" oa:start {start} ; oa:end {end} ; gov:sourceStart {there} ; gov:sourceEnd {there + 9} ;"
        " gov:similarity 0.97 ; gov:otherReports 3 .\n"
    )


def copies() -> str:
    """Line 5 stands in a report of the same town, line 7 in another town's, the second half of line 3 in both."""
    five, seven, three = TEXT.index(LINES[4]), TEXT.index(LINES[6]), TEXT.index("上年排查")
    told = (
        copy("c1", five, five + len(LINES[4]), 1, 9)
        + copy("c2", seven, len(TEXT), 2, 20)
        + copy("c3", three, three + 13, 1, 9)
        + copy("c4", three, three + 14, 2, 9)
    )
    return f"graph:derived {{ {told} }}\n"


HOSTILE_ID = "00000000000000bb"
HOSTILE_PARTS = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    '</span></p></script>"]};',
    "javascript:alert(1)",
    "{{7*7}}{% raw %}",
    "\u202e倒写\u202c零\u200b宽\u2066隔\u2069",
    "'\"`><svg/onload=alert(1)>",
)


def hostile() -> str:
    """A report whose text, headings, names, title, file, dates and addresses try to be more than text."""
    sentences = [f"推行{part}工作法。" for part in HOSTILE_PARTS]
    text = "\n".join([f"一、{HOSTILE_PARTS[0]}", *sentences])
    bad = ox.Literal("".join(HOSTILE_PARTS))
    more = (
        f"; dct:title {bad} ; gov:fileName {ox.Literal('x' + HOSTILE_PARTS[1])} ; gov:issuer {bad} ; gov:signed {bad} ;"
        " dct:issued '2024-01-01' ; dct:source <javascript:alert(1)> ; dct:isReplacedBy <javascript:alert(2)>"
    )
    report = Said(text, HOSTILE_ID, more)
    for at, (part, sentence) in enumerate(zip(HOSTILE_PARTS, sentences, strict=True)):
        name = ox.Literal(part)
        report.says(f"p{at}", "Problem", f"gov:heading {name} ; gov:topic <javascript:alert({at})>", sentence)
        report.says(f"f{at}", "Observation", f"gov:surfaceForm {name} ; gov:value {at} ; gov:unit topic:坏", sentence)
        status = f"gov:mechanism mech:坏 ; gov:status {name} ; gov:surfaceForm {name}"
        report.says(f"a{at}", "Adoption", status, sentence)
        report.says(f"e{at}", "Engagement", f"gov:lawFirm firm:坏 ; gov:role {name}", sentence)
    stretch = copy("c1", 5, 40, 2, 3).replace(ID, HOSTILE_ID) + copy("c2", 30, 60, 6, 3).replace(ID, HOSTILE_ID)
    names = "".join(f"{thing} skos:prefLabel {bad} .\n" for thing in ("mech:坏", "topic:坏", "firm:坏"))
    return report.trig() + f"graph:hostile_names {{ {names} }} graph:derived {{ {stretch} }}\n"
