"""Every analysis can be asked from Python and from the command line, and says in SPARQL how to get its answer."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from typing import Any, get_args

import pytest
import typer

from kg import analysis
from kg.analysis.tabular import Tabular
from kg.api import Graph
from kg.api.companions import COMPANIONS
from kg.cli.app import app

# An analysis is a public function that is given a store.
ANALYSES: dict[str, Callable[..., Any]] = {
    name: function
    for name in analysis.__all__
    if inspect.isfunction(function := getattr(analysis, name))
    and next(iter(inspect.signature(function).parameters), "") == "store"
}
NO_METHOD = {
    "practice_graph": "what kg render draws: a networkx graph for a page, not an answer; takes a store from g.store",
}
NO_COMMAND: dict[str, str] = {"practice_graph": "kg render draws it"}
NO_QUERY = {"practice_graph": "it is drawn, not counted"}
# Where one command answers several questions.
COMMANDS = {"copied_reports": "copied", "sharing_text": "copied", "follow_all": "follow"}
# Arguments in which a method differs from its analysis.
OTHERWISE = {
    ("shared", "evidence"): "a notebook asks for counts first; sentences of all uses take long",
    ("compare", "others"): "in a notebook towns are given one by one",
}


def commands() -> dict[str, Any]:
    group = typer.main.get_command(app)
    return dict(group.commands)  # type: ignore[attr-defined]


def answers(function: Callable[..., Any]) -> set[type]:
    """The types that a function answers with."""
    told = eval(function.__annotations__["return"], function.__globals__)
    return set(get_args(told)) if isinstance(told, types.UnionType) else {told}


def arguments(function: Callable[..., Any], name: str) -> list[tuple[str, object, object]]:
    """Names, kinds and defaults, in order, without the first and without those that differ on purpose."""
    first, *rest = inspect.signature(function).parameters.values()
    assert first.name in ("self", "store")
    return [(p.name, p.kind, p.default) for p in rest if (name, p.name) not in OTHERWISE]


def test_there_are_analyses_to_walk() -> None:
    assert {"towns", "shared", "show", "practice_graph"} <= set(ANALYSES)


@pytest.mark.parametrize("name", sorted(ANALYSES.keys() - NO_METHOD.keys()))
def test_an_analysis_has_a_method_with_its_arguments(name: str) -> None:
    method = getattr(Graph, name)
    assert arguments(method, name) == arguments(ANALYSES[name], name)
    assert method.__doc__ and ">>> g." in method.__doc__


@pytest.mark.parametrize("name", sorted(ANALYSES.keys() - NO_COMMAND.keys()))
def test_an_analysis_has_a_command(name: str) -> None:
    assert COMMANDS.get(name, name) in commands()


@pytest.mark.parametrize("name", sorted(ANALYSES.keys() - NO_QUERY.keys()))
def test_an_answer_has_a_query_that_gives_it_again(name: str) -> None:
    assert answers(ANALYSES[name]) <= COMPANIONS.keys()
    options = {parameter.name for parameter in commands()[COMMANDS.get(name, name)].params}
    assert "sparql" in options


@pytest.mark.parametrize(
    "kind", sorted({kind for one in ANALYSES.keys() - NO_METHOD.keys() for kind in answers(ANALYSES[one])}, key=str)
)
def test_an_answer_is_a_table_and_speaks_for_itself(kind: type) -> None:
    from kg.analysis.wording.in_words import headline

    assert issubclass(kind, Tabular)
    assert kind.__repr__ is Tabular.__repr__, "give its dataclass repr=False"
    assert headline.dispatch(kind) is not headline.dispatch(object), "no headline in words"


def test_every_query_is_of_some_answer_and_no_exception_is_idle() -> None:
    written = {name for name in analysis.__all__ if name.endswith("_sparql")}
    assert written == {write.__name__ for write in COMPANIONS.values()}
    assert NO_METHOD.keys() | NO_COMMAND.keys() | NO_QUERY.keys() | COMMANDS.keys() <= ANALYSES.keys()
