"""Fingerprints: where sentences stand, and the same again from disk."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentences import FORMULAS, OWN, text

from kg.copies import Prints, UnknownPrintsError, fingerprints


def same(one: Prints, other: Prints) -> bool:
    names = ("starts", "ends", "sizes", "keys", "which", "bands")
    return one.forms == other.forms and all(np.array_equal(getattr(one, n), getattr(other, n)) for n in names)


def test_sentences_are_told_by_their_places() -> None:
    whole = text(["一、主要做法", OWN[0], FORMULAS[0], OWN[1] + OWN[2]])
    prints = fingerprints(whole, ["清溪镇"])
    told = [whole[start:end] for start, end in zip(prints.starts, prints.ends, strict=True)]
    assert "\n".join(told[:3]) + "\n" + told[3] + told[4] == whole
    assert prints.which.tolist() == [1, 3, 4]
    assert len(prints.forms) == len(prints.bands) == 3


def test_rows_of_tables_are_not_compared() -> None:
    row = "行政处罚案件数量（件）按照执法领域分别统计\t城市管理领域占道经营类案件\t十二"
    assert fingerprints(f"{row}\n{row}").which.tolist() == []


@settings(max_examples=30)
@given(st.lists(st.sampled_from([*OWN, *FORMULAS]) | st.text(max_size=40), max_size=6))
def test_what_was_written_is_read(lines: list[str]) -> None:
    prints = fingerprints("\n".join(lines), ["清溪镇"])
    assert same(Prints.from_bytes(prints.to_bytes()), prints)


@pytest.mark.parametrize("damage", [lambda d: d[:9], lambda d: d[:-3], lambda d: b"KGP1" + d[4:], lambda d: d + b"x", lambda d: b""])  # fmt: skip
def test_what_is_damaged_or_of_another_version_is_told(damage: object) -> None:
    data = fingerprints(text(OWN)).to_bytes()
    assert callable(damage)
    with pytest.raises(UnknownPrintsError):
        Prints.from_bytes(damage(data))
