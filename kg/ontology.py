"""The only reader of ``ontology/``: namespaces, concepts with their spellings and hierarchy, saved queries.

Knowledge is data. Whoever adds a concept or a spelling to ``mechanisms.ttl`` or ``topics.ttl`` changes what is
recognised without touching code; what is malformed there is refused here, with the file and the concept named.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError

BASE = "https://w3id.org/towngov/"
"""What the IRIs of the graph's own things begin with."""
NAMESPACES: Mapping[str, str] = {
    "gov": "https://w3id.org/towngov/ontology#",
    "mech": "https://w3id.org/towngov/mechanism/",
    "topic": "https://w3id.org/towngov/topic/",
    "place": "https://w3id.org/towngov/place/",
    "firm": "https://w3id.org/towngov/firm/",
    "law": "https://w3id.org/towngov/law/",
    "report": "https://w3id.org/towngov/report/",
    "graph": "https://w3id.org/towngov/graph/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
}

# skos:inScheme of a concept → Concept.scheme. Problems and plans share one scheme: a plan answers a problem.
_SCHEMES = {
    NAMESPACES["gov"] + "mechanismScheme": "mechanism",
    NAMESPACES["gov"] + "topicScheme": "problem-type",
    NAMESPACES["gov"] + "indicatorScheme": "indicator",
    NAMESPACES["gov"] + "unitScheme": "unit",
}
_FILES = ("mechanisms.ttl", "topics.ttl")
_IGNORED = re.compile(r"[\s“”\"'‘’「」『』《》〈〉、·•・‧]+")
# What may stand around the name of any practice when people ask for it: 新时代“枫桥经验”, 接诉即办工作机制.
_AROUND = re.compile(r"^新时代|(?:工作|管理|运行)?(?:机制|模式|制度|体系|工作法|做法|改革|试点|工作|建设|制|法)$")


class OntologyError(KgError):
    """A file of the ontology is missing or malformed."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of one of the schemes. ``id`` is the local name; ``broader`` and ``related`` are ids, sorted.

    ``scheme`` is "mechanism", "problem-type", "indicator" or "unit". ``spellings`` are the Chinese label, then the
    alternative and hidden ones, none twice. ``recognised`` is False for grouping concepts, which are never to be
    matched in text. ``not_within`` are longer strings in which a spelling means nothing (述法 in 上述法律).
    ``weights`` are the spellings that weigh other than by their length, sorted (spelling, weight).
    """

    id: str
    scheme: str
    label: str
    label_en: str
    spellings: tuple[str, ...]
    broader: tuple[str, ...]
    related: tuple[str, ...]
    definition: str
    recognised: bool
    not_within: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A competency question of ``ontology/queries``: ``name`` is the file's name without ``.rq``."""

    name: str
    question_zh: str
    question_en: str
    text: str

    def in_language(self, lang: str) -> str:
        """With labels in ``lang``, "zh" or "en". Saved queries choose them by ``lang(?label) = "zh"``, and say that nowhere else."""
        return self.text.replace('"zh"', f'"{lang}"')


# How topics are weighed where topics.ttl does not say otherwise; what each number means says governance.ttl.
SCORING: Mapping[str, float] = {
    "weightPerCharacter": 1.0,
    "headingFactor": 3.0,
    "sentenceFactor": 1.0,
    "leastScore": 2.0,
    "leastShare": 0.5,
    "mostTopics": 2,
}


class Ontology:
    """The concepts of all schemes, by id. ``hash`` identifies the Turtle files (hex SHA-256)."""

    def __init__(
        self, concepts: Mapping[str, Mapping[str, Concept]], digest: str, scoring: Mapping[str, float] | None = None
    ) -> None:
        """``scoring`` are the numbers by which topics are weighed (gov:headingFactor …), by local name."""
        self.mechanisms: Mapping[str, Concept] = concepts["mechanism"]
        self.problem_types: Mapping[str, Concept] = concepts["problem-type"]
        self.indicators: Mapping[str, Concept] = concepts["indicator"]
        self.units: Mapping[str, Concept] = concepts["unit"]
        self.scoring: Mapping[str, float] = {**SCORING, **(scoring or {})}
        self.hash = digest
        self._broader = {concept.id: concept.broader for concept in self.mechanisms.values()}
        self._narrower: dict[str, list[str]] = defaultdict(list)
        self._by_spelling: dict[str, Concept] = {}
        for concept in self.mechanisms.values():
            for broader in concept.broader:
                self._narrower[broader].append(concept.id)
            for spelling in concept.spellings:
                self._by_spelling[folded(spelling)] = concept

    def ancestors(self, mechanism: str) -> tuple[str, ...]:
        """Ids of all mechanisms above ``mechanism`` (skos:broader, transitive), sorted. Empty for an unknown id."""
        return tuple(sorted(_reach(mechanism, self._broader)))

    def descendants(self, mechanism: str) -> tuple[str, ...]:
        """Ids of all mechanisms below ``mechanism`` (its family without itself), sorted. Empty for an unknown id."""
        return tuple(sorted(_reach(mechanism, self._narrower)))

    def find(self, text: str) -> tuple[Concept, ...]:
        """The mechanisms that a person means by ``text``: a label, a spelling, an id or ``mech:`` + id.

        Quotes, spaces, width, 、 and · make no difference; nor do 新时代 before a name and 机制, 模式, 制度, 工作法 … after
        it where nothing is called so with them. Empty where nothing is called so without them either.
        """
        text = text.strip().removeprefix("mech:")
        found = {c.id: c for c in (self._by_spelling.get(folded(text)), self.mechanisms.get(local_name(text))) if c}
        bare = folded(text)
        while not found and (shorter := _AROUND.sub("", bare)) != bare:
            bare = shorter
            found = {c.id: c for c in (self._by_spelling.get(bare),) if c}
        return tuple(found[i] for i in sorted(found))


def local_name(label: str) -> str:
    """The local part of an IRI minted from a label: ``1+3+N`` → ``1_3_N``, ``村（居）法律顾问`` → ``村居法律顾问``.

    NFKC, ``+`` becomes ``_``, then only letters (Chinese included), digits, ``_`` and ``-`` stay, so that it can be
    typed after a prefix, unescaped, in every SPARQL engine (hence no leading ``-``). Empty where nothing stays.
    """
    text = unicodedata.normalize("NFKC", label).replace("+", "_")
    kept = "".join(c for c in text if c in "_-〇" or unicodedata.category(c)[0] == "L" or c.isdecimal())
    return unicodedata.normalize("NFC", kept).lstrip("-")  # what was dropped may have kept two letters apart


def folded(text: str) -> str:
    """``text`` without what makes no difference to a name: width, case, quotes, white space, 、and ·."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).lower()


@cache
def folder() -> Path:
    """The folder that holds the ontology: beside ``kg/`` in a checkout, ``kg/_ontology`` in an installed wheel.

    Raises OntologyError where there is neither.
    """
    here = Path(__file__).resolve().parent
    for candidate in (here.parent / "ontology", here / "_ontology"):
        if (candidate / "mechanisms.ttl").is_file():
            return candidate
    raise OntologyError(
        f"no ontology found in {here.parent / 'ontology'} or {here / '_ontology'}: reinstall the package",
        f"在 {here.parent / 'ontology'} 和 {here / '_ontology'} 都找不到本体：请重新安装本软件",
    )


def load(more: Path | None = None) -> Ontology:
    """The ontology, read once, and ``more``, if it is there: a Turtle file of mechanisms and spellings that people accepted.
    Raises OntologyError where a file is malformed, and says which concept is at fault."""
    return _loaded(more, more.read_bytes()) if more is not None and more.is_file() else _loaded(None, b"")


@cache
def _loaded(more: Path | None, _: bytes) -> Ontology:
    return read(folder(), more)


def read(where: Path, more: Path | None = None) -> Ontology:
    """The ontology in the folder ``where``, and in the file ``more``; see ``load``."""
    concepts: dict[str, dict[str, Concept]] = {scheme: {} for scheme in _SCHEMES.values()}
    for name in _FILES:
        for concept in _concepts(where / name, more if name == _FILES[0] else None):
            if concept.id in concepts[concept.scheme]:
                raise OntologyError(f"{concept.id} is described twice", f"{concept.id} 写了两遍", where=name)
            concepts[concept.scheme][concept.id] = concept
    for scheme, members in concepts.items():
        _check(scheme, members)
    found = {scheme: dict(sorted(members.items())) for scheme, members in concepts.items()}
    return Ontology(found, _digest(where, more), _scoring(where / _FILES[1]))


def _scoring(path: Path) -> dict[str, float]:
    """What topics.ttl says of its own scheme: the numbers by which topics are weighed."""
    found: dict[str, float] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        name = quad.predicate.value.removeprefix(_GOV)
        if name in SCORING and isinstance(quad.object, ox.Literal):
            found[name] = _number(quad.object.value, name, path)
    return found


def _number(text: str, of: str, path: Path) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d+)?", text):
        return float(text)
    raise OntologyError(
        f"{of}: “{text}” is no weight (a number from 0 to 999)",
        f"{of}：“{text}”不是权重（0 到 999 的数）",
        where=path.name,
    )


def _weights(key: str, said: list[str], spellings: Iterable[str], path: Path) -> tuple[tuple[str, float], ...]:
    """“普法 1.5”: a spelling of the concept and what it weighs."""
    rows = [row.strip().rpartition(" ") for row in said]
    return tuple(sorted((w.strip(), _number(n if w.strip() in spellings else w + n, key, path)) for w, _, n in rows))


@cache
def saved_queries() -> Mapping[str, SavedQuery]:
    """The competency questions by name, in order of name."""
    queries = (_saved_query(path) for path in sorted((folder() / "queries").glob("*.rq")))
    return {query.name: query for query in queries}


def _saved_query(path: Path) -> SavedQuery:
    text = path.read_text(encoding="utf-8")
    zh = re.search(r"^# 问：(.+)$", text, re.MULTILINE)
    en = re.search(r"^# Q: (.+)$", text, re.MULTILINE)
    if not zh or not en:
        raise OntologyError(
            "has no lines “# 问：…” and “# Q: …” with its question: add them",
            "缺少写明问题的“# 问：…”和“# Q: …”两行：请补上",
            where=f"queries/{path.name}",
        )
    return SavedQuery(path.stem, zh[1].strip(), en[1].strip(), text)


def _digest(where: Path, more: Path | None) -> str:
    digest = hashlib.sha256()
    for path in filter(None, (*sorted(where.glob("*.ttl")), more)):
        name = path.name if path != more else ""  # line ends differ between checkouts and say nothing
        digest.update(name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


_SKOS, _GOV = NAMESPACES["skos"], NAMESPACES["gov"]
_IRIS = ("inScheme", "broader", "related")


def _concepts(path: Path, more: Path | None = None) -> Iterator[Concept]:
    """The concepts that Turtle files describe, unchecked but for what they cannot be built without."""
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in chain.from_iterable(
            ox.parse(path=str(one), format=ox.RdfFormat.TURTLE) for one in (path, more) if one
        ):
            s, p, o = quad.subject, quad.predicate.value, quad.object
            if not isinstance(s, ox.NamedNode):
                continue
            if isinstance(o, ox.Literal):
                name = p.removeprefix(_SKOS).removeprefix(_GOV) + (f"@{o.language}" if o.language else "")
                values[s.value][name].append(o.value)
            elif isinstance(o, ox.NamedNode) and p.removeprefix(_SKOS) in _IRIS:
                values[s.value][p.removeprefix(_SKOS)].append(o.value)
    except (OSError, SyntaxError) as error:
        raise OntologyError(f"{path.name} cannot be read: {error}", f"{path.name} 读不了：{error}") from error
    for iri, said in values.items():
        if not (schemes := [_SCHEMES[s] for s in said["inScheme"] if s in _SCHEMES]):
            continue
        key = _local(iri)
        labels = said["prefLabel@zh"]
        if len(labels) != 1 or len(said["prefLabel@en"]) != 1 or len(schemes) != 1:
            raise OntologyError(
                f"{key} needs one scheme and one skos:prefLabel in zh and one in en",
                f"{key} 须恰有一个概念体系（skos:inScheme）、一个中文和一个英文的 skos:prefLabel",
                where=path.name,
            )
        spellings = labels + said["altLabel@zh"] + said["hiddenLabel@zh"]
        yield Concept(
            id=key,
            scheme=schemes[0],
            label=labels[0],
            label_en=said["prefLabel@en"][0],
            spellings=tuple(dict.fromkeys(spellings)),
            broader=tuple(sorted(_local(b) for b in said["broader"])),
            related=tuple(sorted(_local(r) for r in said["related"])),
            definition=next(iter(said["definition@zh"]), ""),
            recognised="false" not in said["recognised"],
            not_within=tuple(sorted(said["notWithin"])),
            weights=_weights(key, said["wordingWeight"], spellings, path),
        )


def _local(iri: str) -> str:
    return iri.removeprefix(NAMESPACES["mech"]).removeprefix(NAMESPACES["topic"])


def _check(scheme: str, members: Mapping[str, Concept]) -> None:
    """Refuse what would merge two concepts or make a walk endless: shared spellings, unknown or circular broader."""
    owner: dict[str, str] = {}
    for concept in members.values():
        if scheme == "mechanism" and concept.id != local_name(concept.label):
            raise OntologyError(
                f"mech:{concept.id} must be called mech:{local_name(concept.label)}, after its label",
                f"mech:{concept.id} 须按它的名称叫作 mech:{local_name(concept.label)}",
            )
        for spelling in concept.spellings:
            other = owner.setdefault(folded(spelling), concept.id)
            if other != concept.id:
                raise OntologyError(
                    f"{other} and {concept.id} ({scheme}) share the spelling {spelling}: take it from one of them",
                    f"{other} 和 {concept.id}（{scheme}）都写了“{spelling}”这个叫法：请从其中一个删去",
                )
        for broader in concept.broader:
            if broader not in members:
                raise OntologyError(
                    f"{concept.id} ({scheme}) is narrower than {broader}, which is not in the scheme",
                    f"{concept.id}（{scheme}）的上位概念 {broader} 不在这个概念体系里",
                )
    broader_of = {concept.id: concept.broader for concept in members.values()}
    for key in members:
        if key in _reach(key, broader_of):
            raise OntologyError(
                f"{key} ({scheme}) is broader than itself: mend its skos:broader",
                f"{key}（{scheme}）成了自己的上位概念：请改正 skos:broader",
            )


def _reach(start: str, step: Mapping[str, Iterable[str]]) -> set[str]:
    """All that is reached from ``start`` in one step or more; ``start`` itself only where there is a circle."""
    seen: set[str] = set()
    todo = list(step.get(start, ()))
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo.extend(step.get(here, ()))
    return seen
