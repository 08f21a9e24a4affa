from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "rdf"))

from hand_built import ontology_folder
from hand_reader import HandReader


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In memory where the system has a folder for that: a store waits for the disk at every build."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder).resolve()


@pytest.fixture
def reader(tmp_path: Path) -> HandReader:
    return HandReader(ontology_folder(tmp_path / "ontology"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    return tmp_path / "corpus"
