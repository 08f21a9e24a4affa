"""``kg serve`` says where it is, answers, and ends at Ctrl+C; ``kg site`` writes what opens from disk."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from running import Run

from kg.cli.serving import _Telling
from kg.pages.extent import Extent


@pytest.mark.server
def test_the_site_is_served_until_interrupted(store: str) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--store", store, "--port", "0"]
    environment = {**os.environ, "KG_LANG": "en", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as running:
        try:
            assert running.stdout is not None and running.stderr is not None
            said = running.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert address, said
            with urlopen(address.group() + "about", timeout=20) as answer:
                assert answer.status == 200
            other = subprocess.run(
                [*command[:-1], address.group().rsplit(":", 1)[1].rstrip("/")],
                capture_output=True,
                text=True,
                encoding="utf-8",
                env=environment,
            )
            assert other.returncode == 1
            assert other.stderr.startswith("kg: cannot listen at 127.0.0.1:") and len(other.stderr.splitlines()) == 1
            running.send_signal(signal.SIGINT)
            assert running.wait(20) in (0, 130)
            assert "Traceback" not in running.stderr.read()
        finally:
            running.kill()


@pytest.mark.slow
def test_the_site_is_written(kg: Run, store: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    done = kg("site", str(out), "--store", store, "--lang", "en")
    assert done.status == 0
    pages = len([file for file in out.rglob("index.html") if out / "en" not in file.parents])
    assert done.lines == [
        f"wrote {out}: {pages} pages in Chinese and English; open {out / 'index.html'}, no network needed"
    ]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").touch()
    refused = kg("site", str(tmp_path / "mine"), "--store", store, "--lang", "en")
    assert refused.status == 1 and "is no site that kg wrote" in refused.err


def test_boundaries_are_checked_before_anything_is_served_or_written(kg: Run, store: str, tmp_path: Path) -> None:
    file = tmp_path / "borders.json"
    file.write_text('{"type": "Topology"}', encoding="utf-8")
    for command in (("site", str(tmp_path / "site")), ("serve", "--port", "0")):
        for lang, said in (("en", "kg: borders.json: no GeoJSON"), ("zh", "kg: borders.json：不是 GeoJSON")):
            done = kg(*command, "--boundaries", str(file), "--store", store, "--lang", lang)
            assert done.status == 1 and done.err.startswith(said) and len(done.err.splitlines()) == 1
    assert not (tmp_path / "site").exists()


def test_the_extent_and_the_time_left_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shown: list[str] = []
    clock = iter([0.0, 5.0, 100.0, 160.0])
    monkeypatch.setattr("kg.cli.serving.time.monotonic", lambda: next(clock))
    monkeypatch.setattr("kg.cli.terminal.progress", shown.append)
    monkeypatch.setattr("kg.cli.serving.tr", lambda _, en: en)
    telling = _Telling()
    telling.announce(Extent(82_595, 739_161, 10**18, 20_000.0), 2, tmp_path)
    said = capsys.readouterr().err
    assert "82,595 pages" in said and "2 h 47 min" in said and "probably too little" in said
    for done in (0, 0, 100, 200):
        telling.page(done, 1000)
    assert shown == [
        "page 0 of 1,000",
        "page 0 of 1,000",
        "page 100 of 1,000, about 14 min left",
        "page 200 of 1,000, about 10 min left",
    ]
