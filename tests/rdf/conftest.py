from __future__ import annotations

from pathlib import Path

import pytest
from hand_built import small_ontology

from kg.ontology import Ontology


@pytest.fixture(scope="session")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    folder: Path = tmp_path_factory.mktemp("ontology")
    return small_ontology(folder)
