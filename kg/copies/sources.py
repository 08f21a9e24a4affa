"""From where a sentence may have been copied: the own town's earlier report before any other, then the nearest.

Two towns may hit upon one short sentence; a source elsewhere therefore counts only where the two reports have enough
in common.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.copies.corpus import Array, Corpus, pairs, parted
from kg.copies.near import Near, unfolded
from kg.copies.normal import LEAST

IN_COUNTY, FURTHER = 50, 100
"""What a report must have in common with one of another town before anything counts as copied from there, in the same
county and further away: characters of the sentences that are alike, beyond the ``LEAST`` of each. So a long sentence
says more than two short ones, which many hit upon, and a county's template is nearer at hand than a stranger's report.
Of made-up reports, those that copied had over 150, those that drew on the same stock of sentences under 90. For the
own town's earlier report any sentence will do."""

OWN, COUNTY, PREFECTURE, PROVINCE, ELSEWHERE = range(5)

_KEPT = 2  # earlier reports of each level that are looked at for each sentence: the latest


@dataclass(frozen=True, slots=True)
class Sources:
    """For each holding of ``corpus`` its source: ``sentence`` is an index within the report ``report`` (-1: none).
    ``similarity`` of the two forms; ``others``: how many other reports have a sentence like it."""

    report: Array
    sentence: Array
    similarity: Array
    others: Array


def sources(corpus: Corpus, near: Near) -> Sources:
    """The source of each holding, where it has one."""
    count = len(corpus.form)
    others = np.zeros(count, dtype=np.int64)
    parts = []
    for forms, holdings, similarity in unfolded(corpus, near):
        forms, holdings, similarity = _best_of_each_report(corpus, forms, holdings, similarity)
        own = corpus.form[holdings] == forms
        alike = np.bincount(forms, minlength=corpus.forms)
        others[holdings[own]] = alike[forms[own]] - 1
        parts.append(_candidates(corpus, forms, holdings, similarity, own))
    found = Sources(np.full(count, -1), np.full(count, -1), np.zeros(count, dtype=np.float32), others)
    if not parts:
        return found
    copy, source, level, similarity = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    shared = _shared(corpus, copy, source)
    enough = (level == OWN) | (shared >= np.where(level == COUNTY, IN_COUNTY, FURTHER))
    copy, source, level, similarity, shared = (of[enough] for of in (copy, source, level, similarity, shared))
    later = -corpus.report[source].astype(np.int64)
    order = np.lexsort((source, later, -shared * (level != OWN), level, copy))
    chosen = order[np.unique(copy[order], return_index=True)[1]]
    at = copy[chosen]
    found.report[at] = corpus.report[source[chosen]]
    found.sentence[at] = corpus.sentence[source[chosen]]
    found.similarity[at] = similarity[chosen]
    return found


def _best_of_each_report(
    corpus: Corpus, forms: Array, holdings: Array, similarity: Array
) -> tuple[Array, Array, Array]:
    """Of several sentences of one report that are like a form the most alike one: the form itself, if it is there."""
    report = corpus.report[holdings]
    order = np.lexsort((holdings, -similarity, report, forms))
    at = order[np.unique(pairs(forms[order], report[order]), return_index=True)[1]]
    return forms[at], holdings[at], similarity[at]


def _candidates(
    corpus: Corpus, forms: Array, holdings: Array, similarity: Array, own: Array
) -> tuple[Array, Array, Array, Array]:
    """(copy, source, level, similarity) as holdings: for each sentence the latest earlier reports of each level."""
    report = corpus.report[holdings]
    everywhere = np.zeros(len(report), dtype=np.int64)
    levels = [of[report] for of in (corpus.town, corpus.county, corpus.prefecture, corpus.province)] + [everywhere]
    copies, origins = [], []
    for place in levels:
        order = np.lexsort((report, place, forms))
        for step in range(1, _KEPT + 1):
            earlier, later = order[:-step], order[step:]
            fits = (forms[earlier] == forms[later]) & (place[earlier] == place[later]) & own[later]
            copies.append(later[fits])
            origins.append(earlier[fits])
    later, earlier = parted(np.unique(pairs(np.concatenate(copies), np.concatenate(origins))))
    same = [place[later] == place[earlier] for place in levels]
    level = np.select(same, range(5)).astype(np.uint8)
    # Where the own town's last report has it, nobody else is asked.
    from_own = np.zeros(len(report), dtype=bool)
    from_own[later[level == OWN]] = True
    kept = (level == OWN) | ~from_own[later]
    later, earlier = later[kept], earlier[kept]
    return holdings[later].astype(np.uint32), holdings[earlier].astype(np.uint32), level[kept], similarity[earlier]


def _shared(corpus: Corpus, copy: Array, source: Array) -> Array:
    """What the reports of each pair have in common: characters beyond the least of each sentence."""
    _, at = np.unique(pairs(corpus.report[copy], corpus.report[source]), return_inverse=True)
    beyond = np.maximum(corpus.length[corpus.form[copy]].astype(np.int64) - LEAST, 1)
    return np.bincount(at, weights=beyond)[at].astype(np.int32)
