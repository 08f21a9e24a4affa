"""What the example notebooks share: graphs to ask, and charts that can write Chinese."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimHei", "WenQuanYi Zen Hei")
_fonts = False  # whether charts can write Chinese


def seeds() -> Path:
    """A graph of the five reports in ``seeds/``, made the first time (a few seconds)."""
    from kg.build import build

    folder = _folder() / "seeds"
    build([ROOT / "seeds"], folder)
    return folder


def history() -> Path:
    """A graph of made-up reports of 24 real towns on six years, made the first time (about ten seconds).

    Nothing in it is true of those towns: it shows what the analyses can tell where a town's reports of several years
    are there.
    """
    if str(ROOT / "scripts") not in sys.path:
        sys.path.append(str(ROOT / "scripts"))
    from corpus import make, store_of

    folder = _folder() / "history"
    if not folder.exists():
        store_of(make(24, range(2019, 2025), seed=5, richness=0.4), folder)
    return folder


def charts() -> None:
    """Lets charts write Chinese, with the first of ``FONTS`` that is installed."""
    global _fonts
    from matplotlib import font_manager, rcParams

    installed = {font.name for font in font_manager.fontManager.ttflist}
    found = [font for font in FONTS if font in installed]
    _fonts = bool(found)
    rcParams["font.sans-serif"] = [*found, "DejaVu Sans"]
    rcParams["font.family"] = "sans-serif"
    rcParams["axes.unicode_minus"] = False
    rcParams["figure.constrained_layout.use"] = True


def label(zh: str, en: str = "") -> str:
    """``zh`` where charts can write it; else the English, or how the Chinese is said."""
    if _fonts:
        return zh
    from pypinyin import lazy_pinyin

    return en or "".join(lazy_pinyin(zh)).capitalize()


def _folder() -> Path:
    """Where the graphs of the notebooks are kept."""
    return Path(os.environ.get("KG_NOTEBOOKS", ROOT / "demo" / "notebooks"))
