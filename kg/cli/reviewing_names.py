"""What is meant by names that people type: statements, practices, firms, towns, topics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.cli.language import tr
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.analysis.answers import Practice
    from kg.review.judgement import About, Values
    from kg.store import Store

_SHOWN = 9  # candidates that a key can choose


def statement(store: Store, name: str) -> tuple[About, Values]:
    """What a judgement on the statement called ``name`` (its IRI, or ``report:…_adoption_…``, or the key of the work list) is
    about, and what it says. Of one that was judged before, what that judgement is about. Raises KgError where there is none."""
    import pyoxigraph as ox

    from kg.analysis.judging.making import statement_tasks
    from kg.ontology import NAMESPACES
    from kg.review.judgement import STATEMENTS

    if name.lstrip().startswith("["):
        return _key(name), {}
    local = name.strip().strip("<>").removeprefix(NAMESPACES["report"]).removeprefix("report:")
    fault = KgError(
        f"no statement “{name}” in this graph: give the id that kg review list --format json tells",
        f"图谱里没有“{name}”这一条：请写 kg review list --format json 给出的编号",
    )
    try:
        node = ox.NamedNode(NAMESPACES["report"] + local)
    except ValueError:
        raise fault from None
    tasks = statement_tasks(store, [node.value])
    if not tasks or tasks[0].about.kind not in STATEMENTS:
        raise fault
    for (key,) in store.query(f"SELECT ?key {{ {node} gov:judgedBy ?by . ?by gov:judgedKey ?key }} ORDER BY ?key"):
        before = _key(key.value) if isinstance(key, ox.Literal) else tasks[0].about
        if before.kind in STATEMENTS:
            return before, tasks[0].was
    return tasks[0].about, tasks[0].was


def _key(text: str) -> About:
    """What ``About.text`` tells. Raises JudgementError for anything else."""
    import json

    from kg.review.judgement import JudgementError, about

    try:
        kind, key = json.loads(text)
        return about(str(kind), **{str(name): str(value) for name, value in key.items()})
    except (ValueError, TypeError, AttributeError) as error:
        raise JudgementError(f"“{text:.40}” is no key of a work list", f"“{text:.40}”不是工作清单里的键") from error


def statement_id(what: About) -> str:
    """``report:…_adoption_…`` of a statement as it was extracted, "" of anything else."""
    from kg.ontology import NAMESPACES
    from kg.rdf import iris
    from kg.review.kinds import KINDS

    kind = KINDS.get(what.kind)
    if kind is None:
        return ""
    first = {name: kind.fields[name].term(value) for name, value in what.key.items() if name in kind.key and value}
    node = iris.statement(what.report, kind.of_class.lower(), *kind.about(first))
    return "report:" + node.value.removeprefix(NAMESPACES["report"])


def practice(store: Store, name: str) -> Practice:
    """The one practice called so. Raises UnknownNameError with candidates where there is none, or several."""
    from kg.analysis.naming import likely
    from kg.analysis.naming.matching import UnknownNameError

    found = likely.practice(store, name).what
    if len(found) > 1:
        raise UnknownNameError("practice", name, (one.id for one in found), ambiguous=True)
    return found[0]


def practices_like(store: Store, typed: str) -> list[Practice]:
    """Practices that ``typed`` may mean, best first, those of the scheme before discovered ones: also such as no report names
    yet."""
    from kg import ontology
    from kg.analysis.answers import Practice
    from kg.analysis.asking import name_of
    from kg.analysis.finding import find
    from kg.analysis.naming import names
    from kg.analysis.naming.catalogue import catalogue
    from kg.analysis.naming.matching import UnknownNameError
    from kg.ontology import folded

    if not typed.strip():
        return []
    known = catalogue(store)
    try:
        exact: Sequence[Practice] = names.practice(store, typed, near=False)
    except UnknownNameError:
        exact = ()
    found = {one.iri: one for one in exact}
    for hit in find(store, typed, most=_SHOWN * 2):
        number = known.number("practices", hit.iri) if hit.kind == "practice" else None
        if number is not None:
            found.setdefault(hit.iri, known.practice(number))
    want = folded(typed)
    for concept in ontology.load().mechanisms.values():
        if any(want in folded(one) for one in (*concept.spellings, concept.label_en)):
            iri = name_of("mech", concept.id).value
            found.setdefault(iri, Practice(iri, concept.id, concept.label, concept.label_en))
    first = {one.iri for one in exact}
    ranked = sorted(found.values(), key=lambda one: (one.iri not in first, one.discovered, len(one.label), one.id))
    return ranked[:_SHOWN]


def firm(store: Store, name: str) -> str:
    """The local name of the one firm called so."""
    from kg.analysis.asking import local_part
    from kg.analysis.naming import likely, names

    return local_part(likely.firm(names.firms(store), name).what.iri)


def firms_like(store: Store, typed: str) -> list[tuple[str, str]]:
    """(local name, label) of firms whose name has ``typed`` in it."""
    from kg.analysis.asking import local_part
    from kg.analysis.naming import likely, names

    found = likely.firms_with(names.firms(store), typed)
    return [(local_part(one.iri), one.label) for one in sorted(found, key=lambda one: (len(one.label), one.label))]


def towns_like(typed: str) -> list[str]:
    """Full names of towns of the official list that are called so, with or without what is above them."""
    from kg.model import DivisionLevel
    from kg.places import load

    name = typed.strip()
    known = load()
    exact = known.division(name)
    if exact is not None and exact.level is DivisionLevel.TOWNSHIP:
        return [exact.full_name]
    return sorted({one for one in known.all_townships() if len(name) > 1 and one.endswith(name)})


def concept(store: Store, name: str, field: str) -> str:
    """The local name of the topic, indicator or unit that is called ``name``. Raises UnknownNameError."""
    from kg.analysis.naming.catalogue import catalogue
    from kg.analysis.naming.matching import UnknownNameError, nearest
    from kg.ontology import folded

    known = catalogue(store)
    scheme = {"indicator": "indicatorScheme", "unit": "unitScheme"}.get(field, "topicScheme")
    table = known.tables["topics"]
    pool = [known.topic(n) for n, of in table.select("number", "scheme").iter_rows() if str(of).endswith(scheme)]
    want = folded(name.strip().removeprefix("topic:"))
    found = {one.id for one in pool if want in (folded(one.label), folded(one.label_en), folded(one.id))}
    if len(found) != 1:
        near = sorted(found) or nearest(name, [one.label for one in pool])
        what = field if field in ("indicator", "unit") else "problem type"
        raise UnknownNameError(what, name, near, ambiguous=len(found) > 1)
    return found.pop()


def value(store: Store, field: str, typed: str) -> str | tuple[str, ...]:
    """What a person typed for a field, as a judgement writes it: 计划 → planned; several names with 、 between them. Raises
    KgError where it means nothing."""
    from kg.analysis.wording.words import ROLE, status_called

    typed = typed.strip()
    if field == "status":
        found = status_called(typed)
        if found is None:
            raise KgError(
                f"no status “{typed}”: implemented, piloting, in-progress or planned",
                f"没有“{typed}”这种状态：可用 已实施、试点中、推进中、计划",
            )
        return found
    if field == "role":
        for role, ways in ROLE.items():
            if typed in (role, *ways):
                return role
        raise KgError(f"no role “{typed}”: {', '.join(ROLE)}", f"没有“{typed}”这种角色：可用 {'、'.join(ROLE)}")
    if not typed:
        return ""
    if field in ("mechanisms", "topics"):
        several = [one for one in typed.replace(",", "、").replace("，", "、").split("、") if one.strip()]
        if field == "topics":
            return tuple(concept(store, one, field) for one in several)
        return tuple(practice(store, one).id for one in several)
    if field in ("mechanism", "broader"):
        return practice(store, typed).id
    if field in ("firm", "office"):
        return firm(store, typed)
    if field in ("indicator", "unit"):
        return concept(store, typed, field)
    if field in ("continues", "approximate"):
        said = {"是": "true", "否": "false", "yes": "true", "no": "false", "y": "true", "n": "false"}
        return said.get(typed.casefold(), typed.casefold())
    return typed


def what_a_practice_is(one: Practice) -> str:
    """“网格化服务管理（网格化，新发现）”."""
    return (
        one.label + (f" [{one.id}]" if one.id != one.label else "") + (tr("，新发现", ", discovered") * one.discovered)
    )
