"""What became of things, and what should be looked at: methods of ``Graph``, each with the arguments and the answer of
its analysis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg import analysis
from kg.analysis.advice.answers import AdviceAnswer
from kg.analysis.auditing.answers import AuditAnswer
from kg.analysis.copying.answers import CopiedReportsAnswer, CopiedTownAnswer, SharedTextAnswer
from kg.analysis.following.answers import FollowAnswer, FollowSummary
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
        copies: bool = False,
    ) -> AdviceAnswer:
        """For each problem that ``town`` reports, what towns that report the same type of problem set against it.

        ``problem`` keeps one type of problem, and is answered even if the town reports none; ``province`` and
        ``county`` say where to look for peers; at most ``k`` remedies and plans for each problem. Counts say how many
        towns a remedy rests on: two towns are no law. Text copied from another town counts with ``copies`` only.

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
                copies=copies,
            )
        )

    def follow(
        self,
        town: str,
        *,
        years: Iterable[int] | None = None,
    ) -> FollowAnswer:
        """What became of last year's plans and problems of one town, where reports of several years are there: done, under
        way, planned again or not mentioned again; and the statuses of its practices over the years.

        >>> g.follow("新安镇").to_pandas()
        """
        return self._ask(lambda store: analysis.follow(store, town, years=years))

    def follow_all(
        self,
        *,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        limit: int | None = None,
    ) -> FollowSummary:
        """What became of plans and problems in the towns with reports on two successive years, year by year and by type.

        ``year`` keeps the plans and problems of the reports on that year; ``limit`` so many towns, counts are of all.

        >>> g.follow_all(province="重庆").to_pandas()
        """
        return self._ask(
            lambda store: analysis.follow_all(store, year=year, province=province, county=county, limit=limit)
        )

    def audit(
        self,
        *,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        due: str = "04-01",
        expected: Sequence[str] | None = None,
        checks: Sequence[str] = (),
        notes: bool = True,
        limit: int | None = None,
    ) -> AuditAnswer:
        """What to look at in the reports of a year, province or county: towns without a report, late or undated ones,
        prescribed parts that are missing, figures that contradict each other, plans without a problem and problems
        without a plan.

        ``due``: the day (04-01) before which last year's report is to be published. ``expected``: a list of towns whose
        reports are due, a name each. ``checks``: only these. ``limit`` keeps the gravest findings; all are counted.

        >>> g.audit(year=2024, province="重庆").to_pandas()
        """
        return self._ask(
            lambda store: analysis.audit(
                store,
                year=year,
                province=province,
                county=county,
                due=due,
                expected=expected,
                checks=checks,
                notes=notes,
                limit=limit,
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
