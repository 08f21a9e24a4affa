"""Band keys: the same for the same text, shared by what is alike, not by what is not."""

from __future__ import annotations

import numpy as np
from sentences import OTHER, OWN

from kg.copies.minhash import BANDS, band_keys


def test_a_text_has_its_keys_wherever_it_stands() -> None:
    alone = np.concatenate([band_keys([text]) for text in (*OWN, *OTHER)])
    assert np.array_equal(band_keys([*OWN, *OTHER]), alone)
    assert band_keys([]).shape == (0, BANDS)


def test_keys_never_change() -> None:
    """They are kept on disk: other numbers would need another mark of the format."""
    assert band_keys(["矛盾不上交平安不出事"])[0, :3].tolist() == [922009419, 1692121879, 4264825772]


def test_the_alike_share_a_key_and_others_do_not() -> None:
    texts = [sentence.format(town="某", n=0) for sentence in (*OWN, *OTHER)]
    changed = [text[:12] + text[14:] for text in texts]
    one, other = band_keys(texts), band_keys(changed)
    shared = [[bool((a == b).any()) for b in other] for a in one]
    assert shared == np.eye(len(texts), dtype=bool).tolist()


def test_half_a_character_pair_is_a_letter_like_others() -> None:
    assert band_keys(["\ud800某某"]).shape == (1, BANDS)
