"""The browser's fixture fails a test whose page complains or asks a host for something."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
CONFTEST = Path(__file__).with_name("conftest.py")
PAGES = {
    "quiet": ("<p>好</p>", ""),
    "error": ("<script>console.error('坏')</script>", "console: 坏"),
    "throws": ("<script>setTimeout(() => { throw new Error('坏') })</script>", "thrown: 坏"),
    "asks": ("<img src='http://127.0.0.1:9/pixel.png' alt=''>", "request: http://127.0.0.1:9/pixel.png"),
}


def test_what_a_page_does_wrong_fails_its_test(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    tests = [
        f"def test_{name}(visit):\n    visit('data:text/html;charset=utf-8,' + {quoted!r}).wait_for_timeout(300)\n"
        for name, (quoted, _) in PAGES.items()
    ]
    (tmp_path / "test_pages.py").write_text("\n\n".join(tests), encoding="utf-8")
    beside = os.pathsep.join(map(str, pytestconfig.getini("pythonpath")))  # what the fixtures import
    command = [sys.executable, "-m", "pytest", "-q", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env={**os.environ, "PYTHONPATH": beside})
    told = done.stdout.decode() + done.stderr.decode()
    for name, (_, complaint) in PAGES.items():
        assert (f"ERROR test_pages.py::test_{name}" in told) is bool(complaint), told
        assert complaint in told


def test_findings_of_the_accessibility_checker_are_told(visit, accessibility_faults) -> None:  # type: ignore[no-untyped-def]
    page = visit("data:text/html,<html lang=en><title>t</title><main><img src='data:,'></main>")
    assert [fault.partition(":")[0] for fault in accessibility_faults(page)] == ["image-alt"]
