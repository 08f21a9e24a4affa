"""The audit's page: one file, no address, nothing that a report says can become markup or script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))
from audit_graph import LIUHE, TAOYUAN, Audited, gazetteer, store
from small_graph import HOSTILE

from kg.analysis import audit
from kg.analysis.auditing import coverage as audit_coverage
from kg.analysis.auditing.answers import AuditAnswer
from kg.views import audit_page
from kg.views.audit_page import WORDS


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> AuditAnswer:
    known = gazetteer()
    monkeypatch.setattr(audit_coverage.places, "load", lambda: known)
    bad = Audited(1, LIUHE, issued="2025-06-01", parts=("measuresPart", "dutiesPart", "problemsPart"))
    bad.tells("Problem", HOSTILE)
    bad.tells("Plan", "招人")
    bad.figures(f"全年排查矛盾纠纷143件{HOSTILE}。", ("排查矛盾纠纷", 143, "件", "排查矛盾纠纷"))
    bad.figures("排查矛盾纠纷134件。", ("排查矛盾纠纷", 134, "件", "排查矛盾纠纷"))
    told = audit(store(bad, Audited(2, TAOYUAN, issued="2025-02-01")))
    audit_coverage._listed_areas.cache_clear()
    return told


def data(page: str) -> dict[str, object]:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert block
    found: dict[str, object] = json.loads(block[1])
    return found


def test_hostile_text_stays_text(answer: AuditAnswer) -> None:
    page = audit_page.audit_page(answer)
    assert HOSTILE in json.dumps(data(page), ensure_ascii=False).replace('\\"', '"')
    assert "<img" not in page and page.count("</script>") == 2


def test_only_its_own_script_may_run_and_no_address_is_allowed(answer: AuditAnswer) -> None:
    page = audit_page.audit_page(answer)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#x27;sha256-{digest}&#x27;" in page and "default-src &#x27;none&#x27;" in page
    bare = re.sub(r'(<script type="application/json" id="data">).*?(?=</script>)', r"\1", page, flags=re.DOTALL)
    assert not re.search(r"(?:src|href)=[\"']?(?!data:)\w", bare) and "innerHTML" not in script and "url(" not in bare


def test_findings_stand_by_county_and_town_with_their_sentences(answer: AuditAnswer) -> None:
    told = data(audit_page.audit_page(answer))
    (area,) = told["areas"]  # type: ignore[misc]
    (town,) = area["towns"]
    assert area["name"] == "云川省青石县" and town["name"] == "柳河镇"
    assert [one["check"] for one in town["findings"]] == [
        "no-plans",
        "late",
        "two-values",
        "no-causes",
        "problems-without-plan",
    ]
    assert len(town["findings"][2]["proofs"]) == 2 and area["covered"] == [{"year": 2024, "listed": 5, "present": 2}]


def test_a_page_holds_only_so_many_the_gravest_first(answer: AuditAnswer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_page, "MOST", 2)
    told = data(audit_page.audit_page(answer))
    assert told["total"] == 5 and told["left_out"] == 3
    assert [one["check"] for one in told["areas"][0]["towns"][0]["findings"]] == ["no-plans", "late"]  # type: ignore[index]


def test_every_word_of_the_script_is_there() -> None:
    script = audit_page.asset("audit.js")
    keys = set(re.findall(r'say\("(\w+)"', script)) | {
        "search",
        "check",
        "severity",
        "group",
        "found",
        "county",
        "of_year",
        "here",
        "missing",
    }
    assert keys <= WORDS.keys() and all(zh and en for zh, en in WORDS.values())


def test_the_page_is_the_same_each_time(answer: AuditAnswer) -> None:
    assert audit_page.audit_page(answer) == audit_page.audit_page(answer)
    assert '<html lang="en">' in audit_page.audit_page(answer, "en")
