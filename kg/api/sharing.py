"""Who shares what, and who is like whom: methods of ``Graph``, each with the arguments and the answer of its analysis."""

from __future__ import annotations

from collections.abc import Sequence

from kg import analysis
from kg.analysis.answers import Dossier, SharedAnswer, TownsAnswer
from kg.analysis.likeness.comparison import CompareAnswer
from kg.analysis.likeness.similarity import SimilarAnswer
from kg.api.asking import Asking


class Sharing(Asking):
    """Practices by their towns, towns by what they have in common."""

    def towns(
        self,
        practice: str | Sequence[str],
        *,
        joined: str = "and",
        status: str | None = None,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        exact: bool = False,
        limit: int | None = None,
        evidence: bool = True,
    ) -> TownsAnswer:
        """Which towns run, try or plan ``practice``, with status, year and the sentences that say so.

        Of several practices a town must have each (``joined="and"``) or any (``"or"``). Narrower practices count as
        well unless ``exact``. ``status``: implemented, piloting, in progress, planned, or in Chinese. ``limit`` keeps
        the first so many towns; counts are of all. Without ``evidence`` no sentences are fetched, which is quicker.

        >>> g.towns("枫桥经验").to_pandas()
        >>> g.towns(["枫桥经验", "网格化"], year=2024, province="重庆").towns.number
        """
        return self._ask(
            lambda store: analysis.towns(
                store,
                practice,
                joined=joined,
                status=status,
                year=year,
                province=province,
                county=county,
                exact=exact,
                limit=limit,
                evidence=evidence,
            )
        )

    def shared(
        self,
        *,
        least: int = 2,
        families: bool = False,
        status: str | None = None,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        limit: int | None = None,
        evidence: bool = False,
    ) -> SharedAnswer:
        """Practices that at least ``least`` towns name, most shared first.

        With ``families`` narrower practices count for their broader ones too. ``limit`` keeps the first so many. With
        ``evidence`` every use comes with its sentences, which takes long where there are many towns.

        >>> g.shared(least=3).to_pandas()[["practice", "towns", "of"]]
        """
        return self._ask(
            lambda store: analysis.shared(
                store,
                least=least,
                families=families,
                status=status,
                year=year,
                province=province,
                county=county,
                limit=limit,
                evidence=evidence,
            )
        )

    def compare(
        self,
        towns: str | Sequence[str],
        *others: str,
        year: int | None = None,
        evidence: bool = True,
    ) -> CompareAnswer:
        """Towns side by side: practices with status, firms, problems, plans and figures; what all have, what one alone has.

        The towns are given one by one or as a list.

        >>> g.compare("新安镇", "包鸾镇").to_pandas()
        """
        each = [*([towns] if isinstance(towns, str) else towns), *others]
        return self._ask(lambda store: analysis.compare(store, each, year=year, evidence=evidence))

    def similar(
        self,
        town: str,
        *,
        by: str = "practices",
        k: int = 10,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        reasons: int | None = None,
        evidence: bool = True,
        copies: bool = False,
    ) -> SimilarAnswer:
        """The ``k`` towns most like ``town`` by the practices or problems that both name, and why.

        ``by``: "practices", "problems" or "all". What few towns have says more than what many have. Only towns of
        ``province`` and ``county`` are compared with it. ``reasons`` keeps so many of the things that count most.

        >>> g.similar("新安镇", k=5).to_pandas()
        """
        return self._ask(
            lambda store: analysis.similar(
                store,
                town,
                by=by,
                k=k,
                year=year,
                province=province,
                county=county,
                reasons=reasons,
                evidence=evidence,
                copies=copies,
            )
        )

    def show(
        self,
        name: str,
        *,
        limit: int | None = None,
    ) -> Dossier:
        """All that the graph holds of one town, practice, firm or type of problem.

        >>> g.show("新安镇").uses
        >>> g.show("枫桥经验").answer
        """
        return self._ask(lambda store: analysis.show(store, name, limit=limit))
