"""A text that lacks a word that a pattern needs does not match it: so gated and ungated search find the same."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors import status, unquoted, unquoted_words
from kg.extractors.clauses import clause_at
from kg.extractors.discovery import discover
from kg.extractors.needed import Needed, needed_words
from kg.model import Role


def groups(pattern: str) -> list[set[str]]:
    return [set(group) for group in needed_words(re.compile(pattern))]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("建立", [{"建立"}]),
        ("(?:建立|推行)[^，]{0,6}(制度|机制)$", [{"建立", "推行"}, {"制度", "机制"}]),
        ("推[行广]了?", [{"推行", "推广"}]),  # 推行了 holds 推行
        ("(?P<name>[一-龥]{2,8}?法庭)(?=设在|落户)", [{"法庭"}, {"设在", "落户"}]),
        ("(?<!未)实(?!施)行", [{"实行"}]),
        ("(?:试行)+[^。]*(?:村)*", [{"试行"}]),
        (r"^(法治|德治)?[a-z]\d+", []),
        ("建立|.{3}", []),
        ("^$", []),
        ("(?i:app)里", [{"里"}]),
        ("[^村]镇", [{"镇"}]),
    ],
)
def test_words_are_read_from_the_pattern(pattern: str, needed: list[set[str]]) -> None:
    assert groups(pattern) == needed


def test_a_pattern_for_both_cases_needs_nothing_certain() -> None:
    assert needed_words(re.compile("app", re.IGNORECASE)) == ()


def test_only_what_has_all_groups_is_possible() -> None:
    one, other, any_text = (re.compile(p) for p in ("建立.*制度", "推行", r"\d+"))
    needed = Needed((one, other, any_text))
    assert needed.possible("建立健全各项制度") == (one, any_text)
    assert needed.possible("推行") == (other, any_text)
    assert needed.possible("") == (any_text,)


CUES = [cue for table in status._TABLES for cue in table]
PATTERNS = [
    *(cue.regex for cue in CUES),
    *(value for value in vars(unquoted_words).values() if isinstance(value, re.Pattern)),
]
NEEDED = Needed(PATTERNS)
EXAMPLES = [cue.example.replace("【", "").replace("】", "") for cue in CUES]


@given(st.integers(0, 10**9))
def test_what_matches_has_the_words(seed: int) -> None:
    """Texts are made of the words that patterns need, of pieces of examples and of what stands between them."""
    rng = random.Random(seed)
    wanted = rng.choice(PATTERNS)
    words = [rng.choice(sorted(group)) for group in needed_words(wanted)]
    filling = ["", "，", "了", "全镇", "3个", "村", "调解", "正在", rng.choice(EXAMPLES)[rng.randrange(9) :]]
    text = "".join(word + rng.choice(filling) for word in (rng.choice(filling), *words, rng.choice(filling)))
    possible = NEEDED.possible(text)
    assert [p.pattern for p in PATTERNS if p.search(text) and p not in possible] == []


@pytest.mark.parametrize("table", status._TABLES)
def test_the_example_of_each_wording_has_its_words(table: tuple[status.Cue, ...]) -> None:
    for cue in table:
        text = cue.example.replace("【", "").replace("】", "")
        assert all(any(word in text for word in group) for group in needed_words(cue.regex)), cue.example


@given(
    st.lists(
        st.lists(st.sampled_from([*EXAMPLES, "推行", "制度", "，", "\n", ""]), max_size=3).map("".join), max_size=5
    )
)
def test_several_texts_are_looked_through_as_each_by_itself(texts: list[str]) -> None:
    assert NEEDED.present_in(texts) == [NEEDED.present(text) for text in texts]


WORDS = [word for pattern in unquoted.NEEDED.patterns for group in needed_words(pattern) for word in sorted(group)[:4]]


@given(
    st.lists(st.sampled_from([*WORDS, "柿林", "“", "”", "1+3+N", "《柿林说法》", "，", "的"]), max_size=9).map("".join)
)
def test_names_are_discovered_alike_by_all_patterns(text: str) -> None:
    assert discover(text, []) == discover(text, [], unquoted.NEEDED.patterns)


@given(st.sampled_from(EXAMPLES), st.sampled_from(EXAMPLES), st.sampled_from(list(Role)), st.integers(0, 40))
def test_a_status_is_the_same_whoever_looked_for_the_words(one: str, other: str, role: Role, at: int) -> None:
    """A name may stand anywhere, also between two characters that make a word once it is taken out."""
    text = f"{one.rstrip('。')}，{other}"
    at = min(at, len(text) - 1)
    clause = clause_at(f"{text[:at]}积分制{text[at:]}", at, at + 3)
    present = status.STATUS_WORDS.present(f"{text[:at]}积分制{text[at:]}")
    assert status.judge(clause, role) == status.judge(clause, role, (), present)


def test_no_needed_word_is_longer_than_what_is_looked_at_where_a_name_was_taken_out() -> None:
    longest = max(len(word) for cue in CUES for group in needed_words(cue.regex) for word in group)
    assert longest <= status._LONGEST_WORD
