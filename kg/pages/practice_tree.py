"""All practices on one page, by family."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.asking import Asks
from kg.analysis.practice_tree import practice_tree, practice_tree_sparql
from kg.pages.page import Page, Panel

_DISCOVERED = 300  # of discovered practices there may be tens of thousands


def page(store: Asks, query: Mapping[str, str]) -> Page:
    tree = practice_tree(store, discovered=_DISCOVERED)

    def whole() -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
        return practice_tree(store).table() if tree.left_out else tree.table()

    panel = Panel("tree", "by_family", "tree.html", {"tree": tree}, whole, practice_tree_sparql(tree))
    return Page("practices", "practice_tree.html", "practice_tree", panels=(panel,))
