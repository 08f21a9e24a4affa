"""Legal advisers named without saying whose: 由三名律师担任法律顾问. The clause tells whether the town or its villages.

“聘请法律顾问” counts as the government's legal adviser or as one adviser for each village (一村一法律顾问); the words
法律顾问 alone, without anyone being engaged, say neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.clauses import clause_at
from kg.extractors.recogniser import Hit
from kg.ontology import Ontology

GOVERNMENT = "政府法律顾问"
VILLAGE = "一村一法律顾问"

ADVISER = "法律顾问"
_NAME = re.compile("法律顾问(?!单位|律师|费)")
_ENGAGED = re.compile(
    r"(聘请|聘任|聘用|外聘|续聘|选聘|受聘|担任|出任|配备|配齐|签订|签约|结对|组成|组建|均有|都有|配有|设有)"
)
# What follows may say who serves: 法律顾问由三名律师担任, 提供法律顾问服务.
_SERVED = re.compile(
    r"^(服务)?(工作)?(目前|一直|仍|均|都|全部|则)*(由|委托|聘请)[^，；。]{2,40}(担任|承担|兼任|负责|提供|安排|指派|选派|委派|兼顾|轮流)|^服务"
)
_VILLAGES = re.compile(r"村|社区|嘎查|居委会|居民区")
# Both the town and its villages: 镇政府和13个村委托…
_BOTH = re.compile(r"(政府|办事处|党委|镇|乡|街道|苏木)(机关)?(和|及|与|、|以及)[^，；。]{0,20}(村|社区|嘎查)")
_LEAST_CONTEXT = 4


def unqualified_advisers(text: str, hits: list[Hit], ontology: Ontology) -> Iterator[Hit]:
    """Hits for 法律顾问 where somebody is engaged as such and no known spelling stands there (offsets into ``text``)."""
    for match in _NAME.finditer(text) if ADVISER in text else ():
        if any(h.start < match.end() and match.start() < h.end for h in hits):
            continue
        clause = clause_at(text, match.start(), match.end())
        # “…律师事务所2名律师，担任法律顾问”: a clause of a verb alone takes its subject from the clause before.
        context = clause.before if len(clause.before) >= _LEAST_CONTEXT else clause.previous + clause.before
        if not (_ENGAGED.search(context) or _SERVED.search(clause.after)):
            continue
        village = _VILLAGES.search(context)
        for id_ in (GOVERNMENT, VILLAGE) if _BOTH.search(context) else (VILLAGE if village else GOVERNMENT,):
            if id_ in ontology.mechanisms:
                yield Hit(match.start(), match.end(), ontology.mechanisms[id_])
