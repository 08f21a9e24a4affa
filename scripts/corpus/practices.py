"""Which practices reports tell of, when each came up in the country, and how common it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.chance import chance, share
from corpus.words_figures import FIGURES
from corpus.words_measures import THEMES
from kg.model import Mechanism
from kg.ontology import Concept, Ontology, load

# Platforms that have the name of their province's people or river: where they run.
PROVINCIAL = {
    "三晋通": "山西省", "全省事": "黑龙江省", "京通小程序": "北京市", "津治通": "天津市", "津心办": "天津市", "冀时办": "河北省",
    "蒙速办": "内蒙古自治区", "辽事通": "辽宁省", "吉事办": "吉林省", "随申办": "上海市", "苏服办": "江苏省", "苏解纷": "江苏省",
    "浙里办": "浙江省", "浙政钉": "浙江省", "皖事通": "安徽省", "闽政通": "福建省", "闽执法平台": "福建省", "赣服通": "江西省",
    "爱山东": "山东省", "鲁执法": "山东省", "豫事办": "河南省", "鄂汇办": "湖北省", "湘易办": "湖南省", "粤省事": "广东省",
    "粤执法": "广东省", "智桂通": "广西壮族自治区", "海易办": "海南省", "渝快办": "重庆市", "渝快政": "重庆市", "天府通办": "四川省",
    "黔事通": "贵州省", "一部手机办事通": "云南省", "藏易通": "西藏自治区", "秦务员": "陕西省", "甘快办": "甘肃省",
    "青松办": "青海省", "我的宁夏": "宁夏回族自治区", "新服办": "新疆维吾尔自治区",
}  # fmt: skip
# What figures and law firms tell of: nothing else is to tell of it.
ADVISERS = {"government": "政府法律顾问", "village": "一村一法律顾问"}
_APART = {*ADVISERS.values(), *(f.practice for f in FIGURES), "法律顾问微信群", "法律顾问_法律明白人"}
_FIRST, _LAST = 2004, 2030  # when practices come up
# A name that also says a status, and one that ends like an organization.
_AMBIGUOUS = re.compile("试点|法律服务所")
_PUNCTUATION = "、，。（）()《》“”·－- "


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice of the scheme, or a town's own brand (``id`` is None). ``spellings`` are ways of writing it in which
    nothing else can be found; ``weight`` is how common it gets; ``home`` the only province where it runs, or ""."""

    id: str | None
    label: str
    broader: tuple[str, ...]
    spellings: tuple[str, ...]
    theme: str
    onset: int
    weight: float
    home: str = ""

    @property
    def key(self) -> str:
        return self.id or self.label

    @property
    def mechanism(self) -> Mechanism:
        """As facts name it: broader concepts are told of discovered ones only."""
        return Mechanism(self.label, self.id, self.broader if self.id is None else ())


@lru_cache(maxsize=4)
def catalogue(seed: int) -> tuple[Practice, ...]:
    """The practices of the scheme that a text can tell beyond doubt, the commonest first."""
    ontology = load()
    usable = [
        (c, told)
        for c in ontology.mechanisms.values()
        if c.recognised and c.id not in _APART and (told := _spellings(c, ontology))
    ]
    usable.sort(key=lambda pair: share(seed, "common", pair[0].id))
    found = []
    for rank, (concept, told) in enumerate(usable):
        of = chance(seed, "practice", concept.id)
        # What is common has mostly been about for long.
        onset = _FIRST + int((_LAST - _FIRST) * (0.25 * rank / len(usable) + 0.75 * of.random() ** 0.7))
        weight = 1.0 / (rank + 25) ** 0.9
        home = next((PROVINCIAL[s] for s in concept.spellings if s in PROVINCIAL), "")
        theme = _theme(concept, ontology)
        found.append(Practice(concept.id, concept.label, concept.broader, told, theme, onset, weight, home))
    return tuple(found)


def _theme(concept: Concept, ontology: Ontology) -> str:
    family = {concept.id, *ontology.ancestors(concept.id)}
    return next((theme for theme, roots in THEMES.items() if family & set(roots)), "grid")


def _spellings(concept: Concept, ontology: Ontology) -> tuple[str, ...]:
    """At most three spellings that mean this practice and hold no other."""
    from kg.extractors.folding import fold
    from kg.extractors.recogniser import recogniser

    names = recogniser(ontology)
    good = []
    for spelling in concept.spellings[:6]:
        if not 2 < len(spelling) <= 12 or any(c in _PUNCTUATION for c in spelling) or _AMBIGUOUS.search(spelling):
            continue
        hits = names.scan(fold(f"推行{spelling}，"))
        if [h.concept.id for h in hits] == [concept.id]:
            good.append(spelling)
    return tuple(good[:3])
