"""Saved questions asked of something else: fields, names, and the query they make."""

from __future__ import annotations

import pytest
from small_graph import small_store

from kg import ontology
from kg.analysis.asking import Asks
from kg.analysis.parameters import filled, parameters
from kg.pages.query_page import page
from kg.pages.query_parameters import Question, asked, fields, names
from kg.pages.query_wording import QUERY_WORDS

SAVED = ontology.saved_queries()


@pytest.fixture(scope="module")
def store() -> Asks:
    return small_store()


def test_every_parameter_has_a_field_that_says_what_it_asks_of() -> None:
    for saved in SAVED.values():
        told = fields(saved)
        assert [one.name for one in told] == [one.name for one in parameters(saved.text)]
        for one in told:
            assert one.label in QUERY_WORDS
            assert all(one.default.values())
    (several,) = fields(SAVED["planned-practices-next-year"])
    assert several.several
    assert several.default["zh"] == "综合查一次、一支队伍管执法"
    (alone,) = fields(SAVED["disputes-resolved"])
    assert not alone.several
    assert alone.default["en"] == "Disputes resolved"


def test_what_stands_in_a_field_by_itself_asks_what_the_question_asks(store: Asks) -> None:
    for saved in SAVED.values():
        for lang in ("zh", "en"):
            said = {one.name: one.default[lang] for one in fields(saved)}
            found = asked(store, saved, said)
            assert found.fault is None, (saved.name, said)
            assert found.text[lang] == saved.in_language(lang)


def test_it_is_filled_as_by_the_command(store: Asks) -> None:
    saved = SAVED["planned-practices-next-year"]
    for said, each in (
        ("枫桥经验", ["枫桥经验"]),
        (" 枫桥经验、网格化 ", ["枫桥经验", "网格化"]),
        ("网格化; 枫桥", ["网格化", "枫桥"]),
    ):
        for lang in ("zh", "en"):
            text = asked(store, saved, {"practice": said, "town": "x"}).text[lang]
            assert text == filled(saved.in_language(lang), store, {"practice": each})
    assert asked(store, saved, {"practice": " "}) == asked(store, saved, {})


def test_a_name_that_nothing_has_is_told_and_fills_nothing(store: Asks) -> None:
    saved = SAVED["spread-of-a-practice"]
    found = asked(store, saved, {"practice": "没有的做法"})
    assert found.fault is not None
    assert "没有的做法" in found.fault.told("zh")
    assert found.text == asked(store, saved, {}).text
    several = asked(store, SAVED["one-team-by-status"], {"practice": "枫桥经验、没有的做法"})
    assert several.fault is not None


def test_few_names_are_offered_in_both_languages() -> None:
    assert ("化解矛盾纠纷", "Disputes resolved") in names("zh")["indicator"]
    assert ("Disputes resolved", "化解矛盾纠纷") in names("en")["indicator"]
    assert "practice" not in names("zh")


def test_programs_get_the_question_too(store: Asks) -> None:
    given = {"saved": "spread-of-a-practice", "practice": "枫桥经验", "lang": "en"}
    panel = page(store, given).panel("question")
    assert panel is not None
    assert panel.sparql == asked(store, SAVED["spread-of-a-practice"], given).text["en"]
    assert panel.headline == ""
    wrong = page(store, given | {"practice": "没有的做法"}).panel("question")
    assert wrong is not None
    assert "没有的做法" in wrong.headline
    assert page(store, {"query": "ASK {}"}).data["question"] == Question({"zh": "ASK {}", "en": "ASK {}"}, {})
