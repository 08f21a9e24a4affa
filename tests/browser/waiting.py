"""Waiting on pages whose policy lets nothing be evaluated: the page is asked again and again from outside."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PAUSE = 40  # ms
READY = "window.kgReady > 0"
"""Whether a graph is drawn."""


def until(page: Page, expression: str, arg: Any = None, *, seconds: float = 15) -> None:
    """Waits until ``expression`` (or a function of ``arg``) is true in the page, also where it is being left for another."""
    from playwright.sync_api import Error

    end = time.monotonic() + seconds
    while True:
        try:
            if page.evaluate(expression, arg):
                return
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
        assert time.monotonic() < end, f"still not so: {expression}"
        page.wait_for_timeout(_PAUSE)
