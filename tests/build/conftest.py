from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "rdf"))

from hand_built import ontology_folder
from hand_reader import HandReader


@pytest.fixture
def reader(tmp_path: Path) -> HandReader:
    return HandReader(ontology_folder(tmp_path / "ontology"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    return tmp_path / "corpus"
