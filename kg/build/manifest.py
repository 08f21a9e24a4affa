"""The record of a finished graph: which reports are in it, from which files, by which readings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.build.sources import Source
from kg.errors import KgError
from kg.store.layout import damaged

_FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Record:
    """A report in the graph. ``reading`` is the key of its reading; ``sources`` are in order of name."""

    sha256: str
    reading: str
    sources: tuple[Source, ...]

    @property
    def id(self) -> str:
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Manifest:
    """``records`` by report id; ``version`` is the reader's that made the graph. ``judgements``: hash of what was judged."""

    version: str = ""
    records: Mapping[str, Record] = field(default_factory=dict)
    judgements: str = ""

    @property
    def digest(self) -> str:
        """What the data folder is called after: the same record is the same graph."""
        return hashlib.sha256(self.to_bytes()).hexdigest()[:16]

    def to_bytes(self) -> bytes:
        body: dict[str, Any] = {
            "format": _FORMAT,
            "version": self.version,
            "reports": {
                record.id: {
                    "sha256": record.sha256,
                    "reading": record.reading,
                    "sources": [{"name": source.name, "root": source.root} for source in record.sources],
                }
                for record in self.records.values()
            },
        }
        if self.judgements:
            body["judgements"] = self.judgements
        # File names may hold bytes that are no UTF-8; JSON's own escapes carry them.
        return json.dumps(body, sort_keys=True).encode() + b"\n"


def load(data: Path | None) -> Manifest:
    """The manifest of a data folder; an empty one where there is no folder. Raises KgError where it is damaged."""
    if data is None:
        return Manifest()
    try:
        body = json.loads((data / NAME).read_bytes())
        if body["format"] != _FORMAT:
            raise KgError(
                f"{data} was made by another version of this program: remove the store and build again",
                f"{data} 是由本软件的另一个版本建的：请删除这个图谱文件夹，重新 kg build",
            )
        records = {
            key: Record(
                value["sha256"],
                value["reading"],
                tuple(sorted(Source(source["name"], source["root"]) for source in value["sources"])),
            )
            for key, value in body["reports"].items()
        }
        return Manifest(body["version"], records, body.get("judgements", ""))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(data / NAME) from error
