"""What a process of this program's own is started with."""

from __future__ import annotations

import os
from pathlib import Path

import kg


def environment() -> dict[str, str]:
    """The environment, in which this very package is found first."""
    home = str(Path(kg.__file__).resolve().parent.parent)
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))}
