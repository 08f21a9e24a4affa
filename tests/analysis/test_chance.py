"""The statistics, against scipy's own on tables of all shapes."""

from __future__ import annotations

import numpy as np
import pytest

from kg.analysis.cooccurrence.chance import adjusted, log_upper_tail, phi


@pytest.mark.parametrize("n", [1, 2, 5, 40, 3000])
def test_the_tail_is_that_of_the_hypergeometric_distribution(n: int) -> None:
    from scipy.stats import hypergeom  # takes a second, which who runs another test need not wait

    random = np.random.default_rng(n)
    a, b = random.integers(0, n + 1, 400), random.integers(0, n + 1, 400)
    both = np.clip(np.round(a * b / n + np.sqrt(n) / 4 * random.normal(0, 2, 400)), 0, n).astype(int)
    expected = hypergeom.sf(both - 1, n, a, b)
    found = np.exp(log_upper_tail(both, a, b, n))
    some = expected > 1e-280
    assert np.allclose(found[some], expected[some], rtol=1e-8, atol=0)
    assert (found[~some] < 1e-279).all()


def test_it_is_one_sided_fisher() -> None:
    from scipy.stats import fisher_exact

    table = [[8, 2], [3, 17]]
    told = fisher_exact(table, alternative="greater").pvalue
    assert np.isclose(float(np.exp(log_upper_tail(8, 10, 11, 30))), told)


def test_what_must_be_and_what_cannot_be() -> None:
    assert np.exp(log_upper_tail([0, 4, 6], [3, 5, 5], [3, 4, 5], 5)).tolist() == [1.0, 1.0, 0.0]
    assert log_upper_tail(np.zeros((2, 3)), np.ones((2, 3)), np.ones((2, 3)), 5).shape == (2, 3)


def test_false_discoveries_are_counted_over_tests_that_found_nothing_too() -> None:
    from scipy.stats import false_discovery_control

    p = np.array([0.001, 0.5, 0.01, 0.01, 1.0, 0.03])
    whole = np.concatenate([p, np.ones(14)])
    assert np.allclose(adjusted(np.log(p), len(whole)), false_discovery_control(whole)[: len(p)])
    assert len(adjusted(np.zeros(0), 3)) == 0


def test_phi_is_the_correlation() -> None:
    x, y = np.array([1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 0, 1, 0, 0, 0])
    assert np.isclose(phi(2, 3, 3, 7), np.corrcoef(x, y)[0, 1])
    assert phi(7, 7, 3, 7) == 0
