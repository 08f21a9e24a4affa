"""A real browser (Debian's chromium), and pages that must neither complain nor ask any host for anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Visit = Callable[..., Page]
    Faults = Callable[[Page], list[str]]

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
