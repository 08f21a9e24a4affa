"""A skipped test fails where nothing may be skipped."""

import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parent / "conftest.py"


@pytest.mark.slow
@pytest.mark.parametrize(("required", "status"), [("", 0), ("1", 1)])
@pytest.mark.parametrize(
    "body",
    [
        "import pytest\n\ndef test_it():\n    pytest.skip('no browser')\n",
        "import pytest\npytest.skip('no Java', allow_module_level=True)\n",
    ],
    ids=["test", "module"],
)
def test_a_skip_is_a_failure_where_everything_must_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, required: str, status: int, body: str
) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "test_one.py").write_text(body + "\n\ndef test_other():\n    assert True\n", encoding="utf-8")
    monkeypatch.setenv("KG_REQUIRE_ALL", required)
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", str(tmp_path)], cwd=tmp_path, capture_output=True)
    ran = done.returncode
    assert bool(ran not in (0, 5)) is bool(status), done.stdout.decode()
