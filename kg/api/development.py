"""What became of things, and what should be looked at: methods of ``Graph``, each with the arguments and the answer of
its analysis."""

from __future__ import annotations

from kg import analysis
from kg.analysis.advice_answers import AdviceAnswer
from kg.analysis.copies_answers import CopiedReportsAnswer, CopiedTownAnswer, SharedTextAnswer
from kg.api.asking import Asking


class Development(Asking):
    """Years, peers, audits and copied text."""

    def advise(
        self,
        town: str,
        *,
        problem: str | None = None,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        k: int = 5,
        with_evidence: bool = True,
    ) -> AdviceAnswer:
        """For each problem that ``town`` reports, what towns that report the same type of problem set against it.

        ``problem`` keeps one type of problem, and is answered even if the town reports none; ``province`` and
        ``county`` say where to look for peers; at most ``k`` remedies and plans for each problem. Counts say how many
        towns a remedy rests on: two towns are no law.

        >>> g.advise("新安镇", problem="执法力量不足").to_pandas()
        """
        return self._ask(
            lambda store: analysis.advise(
                store,
                town,
                problem=problem,
                year=year,
                province=province,
                county=county,
                k=k,
                with_evidence=with_evidence,
            )
        )

    def copied(
        self,
        town: str,
        *,
        year: int | None = None,
    ) -> CopiedTownAnswer:
        """What stands almost word for word in an earlier report, in the reports of ``town``, side by side with its
        sources.

        >>> g.copied("新安镇").to_pandas()
        """
        return self._ask(lambda store: analysis.copied(store, town, year=year))

    def copied_reports(
        self,
        *,
        least: float = 0.0,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        limit: int | None = None,
    ) -> CopiedReportsAnswer:
        """Reports by the share of their characters that stands in an earlier report; at least the share ``least`` (0 to 1).

        >>> g.copied_reports(least=0.3, year=2024).to_pandas()
        """
        return self._ask(
            lambda store: analysis.copied_reports(
                store, least=least, year=year, province=province, county=county, limit=limit
            )
        )

    def sharing_text(
        self,
        *,
        least: int = 1,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        limit: int | None = None,
    ) -> SharedTextAnswer:
        """Pairs of towns by the characters of their reports that are the same, at least ``least``.

        >>> g.sharing_text(province="重庆").to_pandas()
        """
        return self._ask(
            lambda store: analysis.sharing_text(
                store, least=least, year=year, province=province, county=county, limit=limit
            )
        )
