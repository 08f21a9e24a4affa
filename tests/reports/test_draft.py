"""The offset map composes over the steps of the chain."""

from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from kg.reports.draft import Draft, Edit


@st.composite
def _edited(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    text = draw(st.text("abcde 一二\n", max_size=40))
    rounds = []
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.lists(st.integers(0, 60), max_size=6)))
        rounds.append(
            [Edit(a, b, draw(st.text("xyz", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        )
    return text, rounds


@given(_edited())
def test_origins_never_fall_and_unedited_characters_keep_theirs(case: tuple[str, list[list[Edit]]]) -> None:
    text, rounds = case
    draft = Draft.of(text)
    for edits in rounds:
        size = len(draft.text)
        draft.apply("test", [Edit(min(e.start, size), min(e.end, size), e.replacement) for e in edits])
    assert len(draft.text) == len(draft.origin)
    assert list(draft.origin) == sorted(draft.origin)
    for character, origin in zip(draft.text, draft.origin, strict=True):
        if character not in "xyz":
            assert text[origin] == character
    offsets = draft.offset_map()
    for i, origin in enumerate(draft.origin):  # the runs say the same as the origins
        run = bisect_right(offsets.clean, i) - 1
        assert offsets.original[run] + i - offsets.clean[run] == origin


def test_edits_are_recorded_with_their_place_in_the_original() -> None:
    draft = Draft.of("ab  cd ef")
    draft.apply("space", [Edit(2, 4, "")])
    draft.apply("page", [Edit(4, 5, "", reason="page number")])
    assert draft.text == "abcdef"
    assert (draft.repairs[0].original_start, draft.repairs[0].original_end) == (2, 4)
    assert (draft.dropped[0].original_start, draft.dropped[0].original_end) == (6, 7)


def test_rewriting_records_each_changed_run() -> None:
    draft = Draft.of("１２件3％")
    draft.rewrite("width", "12件3%")
    assert [(r.before, r.after) for r in draft.repairs] == [("１２", "12"), ("％", "%")]
