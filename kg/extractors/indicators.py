"""The indicator of a figure: the concept whose spelling stands in what is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extractors.units import PER_CENT
from kg.ontology import Concept, folded

GENERAL = "其他指标"
# A rate is no number of cases and the other way round: 化解率 is not 化解矛盾纠纷.
_RATE = re.compile(r"率|满意度|占比|比例|比重|同比|增长|下降|上升|变化|增幅|降幅|覆盖面")


class Indicators:
    """Look-up of an indicator by the longest of its spellings in a text."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._ids: dict[str, str] = {}
        rates: list[str] = []
        counts: list[str] = []
        for concept in concepts.values():
            if concept.recognised and concept.label != GENERAL:
                for spelling in filter(None, map(folded, concept.spellings)):
                    self._ids.setdefault(spelling, concept.id)
                    (rates if _RATE.search(concept.label + spelling) else counts).append(spelling)
        self._rates, self._counts = _pattern(rates), _pattern(counts)
        self.general = next((c.id for c in concepts.values() if c.label == GENERAL), GENERAL)

    def of(self, unit: str, texts: Sequence[str]) -> str:
        """Id of the indicator for a figure in ``unit`` (its label); ``texts`` from the narrowest to the widest."""
        rate = unit == PER_CENT or unit.endswith("百分点")
        pattern = self._rates if rate else self._counts
        for text in texts:
            found = max(pattern.finditer(folded(text)), key=lambda m: (len(m.group()), m.start()), default=None)
            if found is not None:
                return self._ids[found.group()]
        return self.general


def _pattern(spellings: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(spellings, key=lambda s: (-len(s), s))
    return re.compile("|".join(re.escape(s) for s in longest_first) or r"(?!)")
