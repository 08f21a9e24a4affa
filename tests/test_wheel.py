"""The wheel carries ontology, data and browser assets and works outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_an_installed_wheel_builds_asks_and_draws(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site), "KG_STORE": str(tmp_path / "store"), "PYTHONUTF8": "1"}

    def kg(*arguments: str) -> str:
        command = [sys.executable, "-m", "kg", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import kg; print(kg.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert where.stdout.startswith(str(site))
    kg("build", str(ROOT / "seeds"))
    assert "包鸾镇" in kg("towns", "枫桥经验")
    kg("validate")
    kg("render", "graph.html")
    assert "包鸾镇" in (tmp_path / "graph.html").read_text(encoding="utf-8")
