"""Spread and networks: methods of ``Graph``, each with the arguments and the answer of its analysis."""

from __future__ import annotations

from kg import analysis
from kg.analysis.cooccurrence.pairs import TogetherAnswer
from kg.analysis.networks.answers import NetworkAnswer
from kg.analysis.spread.diffusion import DiffusionAnswer
from kg.api.asking import Asking


class Spreading(Asking):
    """How practices spread, what goes together, who stands near whom."""

    def diffusion(
        self,
        practice: str,
        *,
        by: str = "year",
        status: str | None = None,
        province: str | None = None,
        county: str | None = None,
        exact: bool = False,
        copies: bool = False,
        limit: int | None = 10,
        evidence: bool = True,
    ) -> DiffusionAnswer:
        """How ``practice`` spreads, ``by`` "year", "province" or "county" and year (with coordinates).

        Every count stands beside the towns that could have been counted: the number of reports differs from year to
        year. First means first in these reports. ``limit`` of the first towns come with their sentences.

        >>> g.diffusion("枫桥经验").to_pandas()
        >>> g.diffusion("枫桥经验", by="county").places[0].first_year
        """
        return self._ask(
            lambda store: analysis.diffusion(
                store,
                practice,
                by=by,
                status=status,
                province=province,
                county=county,
                exact=exact,
                copies=copies,
                limit=limit,
                evidence=evidence,
            )
        )

    def together(
        self,
        practice: str | None = None,
        *,
        least: int = 5,
        rate: float = 0.05,
        families: bool = False,
        exact: bool = False,
        status: str | None = None,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        copies: bool = False,
        limit: int | None = None,
        sentences: bool = True,
    ) -> TogetherAnswer:
        """Practices that the same towns run more often than chance, or what goes so with ``practice``.

        Fisher's exact test, one-sided, at a rate of false discovery of ``rate`` (1 lists what chance may explain as
        well), for pairs that at least ``least`` towns name both. Without ``sentences`` nobody looks whether one
        sentence names both, which is quicker for many pairs.

        >>> g.together("枫桥经验", limit=20).to_pandas()
        """
        return self._ask(
            lambda store: analysis.together(
                store,
                practice,
                least=least,
                rate=rate,
                families=families,
                exact=exact,
                status=status,
                year=year,
                province=province,
                county=county,
                copies=copies,
                limit=limit,
                sentences=sentences,
            )
        )

    def network(
        self,
        of: str = "towns",
        *,
        least: int | None = None,
        neighbours: int = 5,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        copies: bool = False,
    ) -> NetworkAnswer:
        """The network ``of`` "towns" by what they share, "practices" by what goes together, or "firms" and towns.

        With communities and what their members share, positions and brokers. ``save`` writes a file for Gephi
        (.gexf) or GraphML, ``to_networkx`` goes on in networkx.

        >>> g.network("towns", province="重庆").save("chongqing.gexf")
        >>> g.network("firms").brokers[0].firm.label
        """
        return self._ask(
            lambda store: analysis.network(
                store,
                of,
                least=least,
                neighbours=neighbours,
                year=year,
                province=province,
                county=county,
                copies=copies,
            )
        )
