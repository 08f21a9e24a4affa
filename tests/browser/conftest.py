"""A real browser (Debian's chromium), and pages that must neither complain nor ask any host for anything."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from folders import stored
from small_graph import hostile_graph, small_store

from kg.analysis import practice_graph
from kg.store import Store, open_store
from kg.web import application
from kg.web.serving import in_thread

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Visit = Callable[..., Page]
    Faults = Callable[[Page], list[str]]

# What chromium says of itself where there is no graphics card and WebGL is drawn by the processor: nothing of the page.
_DRIVER = re.compile(
    r"\[\.WebGL-0x[0-9a-f]+\]\s?GL Driver Message \(OpenGL, Performance, GL_CLOSE_PATH_NV, High\): GPU stall due to ReadPixels"
    r"( \(this message will no longer repeat\))?"
    r"|Automatic fallback to software WebGL has been deprecated\. .*",
    re.DOTALL,
)

# An address that needs no network: a file, or what the page itself has made.
_OFFLINE = ("file:", "data:", "blob:", "about:")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, one for all tests of this process."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small graph with its hostile town, as a store; to be read only."""
    with open_store(stored(small_store(hostile_graph()).store, tmp_path_factory.mktemp("site"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def host(store: Store) -> Iterator[str]:
    """The site, served for real."""
    with in_thread(application(store)) as address:
        yield address


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the five reports in seeds/, as one file."""
    from kg.build import build
    from kg.views import render

    folder = tmp_path_factory.mktemp("seeds")
    build([Path(__file__).parents[2] / "seeds"], folder / "store")
    with open_store(folder / "store") as built:
        return render(practice_graph(built), folder / "seeds.html")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """``visit(address, width=1280, height=800, phone=False, host="")`` → Page, loaded, in a context of its own.

    The test fails when a page logs an error or a warning, throws, or asks for an address that is neither offline nor
    on ``host`` ("http://127.0.0.1:8000"). Further arguments go to ``Browser.new_context``.
    """
    contexts: list[Any] = []
    complaints: list[str] = []

    def visited(
        address: str, *, width: int = 1280, height: int = 800, phone: bool = False, host: str = "", **more: Any
    ) -> Page:
        shape = {"device_scale_factor": 2, "has_touch": True, "is_mobile": True} if phone else {}
        context = browser.new_context(viewport={"width": width, "height": height}, **shape, **more)
        contexts.append(context)
        allowed = (*_OFFLINE, host.rstrip("/") + "/") if host else _OFFLINE

        def told(kind: str, text: str) -> None:
            if not _DRIVER.fullmatch(text):
                complaints.append(f"{kind}: {text}")

        # On the context: pages that the page opens are watched as well.
        context.on("console", lambda said: told("console", said.text) if said.type in ("error", "warning") else None)
        context.on("weberror", lambda fault: told("thrown", str(fault.error)))
        context.on("request", lambda asked: None if asked.url.startswith(allowed) else told("request", asked.url))
        page: Page = context.new_page()
        page.goto(address)
        return page

    yield visited
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def accessibility_faults() -> Faults:
    """``accessibility_faults(page)`` → what axe-core calls serious or critical: "rule: element" for each; [] is good."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    def faults(page: Page) -> list[str]:
        found = axe.run(page).response["violations"]
        return [
            f"{one['id']}: {node['target']}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]

    return faults
