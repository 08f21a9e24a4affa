"""The form in which sentences are compared: what differs when one text is filled in anew is the same sign in it.

Figures, dates and numbers of parts become ``0``; the own town, county, prefecture and province ``某``; kinds of towns
and of counties one kind each; formulas, punctuation and spaces go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from kg.copies.formulas import without_formulas
from kg.places.names import short_forms, township_aliases, township_stem

LEAST = 20
"""Characters that a sentence must have besides figures and names to be compared; shorter ones are alike by chance."""

FIGURE = "0"
NAME = "某"
# A sentence, and what is one sign in it whatever was filled in.
EXAMPLES = (
    ("2024年，清溪镇共开展普法宣传12场次，发放资料3000余份。", "某共开展普法宣传0场次发放资料0份"),
    ("（三）我街道组织各村（社区）排查矛盾纠纷二十三件；", "某组织各村社县排查矛盾纠纷0件"),
)

_FIGURES = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]+(?:\.\d+)?[余多]?")
_SELF = re.compile("[我本](?:镇|乡|街道|苏木|街|办事处)")
_SPACES = re.compile(r"[^\S\n]+")
_SIGNS = re.compile(r"(?:[^\w\n]|_)+")
_NUMBERS = re.compile(f"^(?:第?{FIGURE}(?:是|要|年度?)?)+", re.MULTILINE)
_NAMES = re.compile(f"{NAME}{{2,}}")
_KINDS = str.maketrans({"乡": "镇", "区": "县", "市": "县", "旗": "县"})
_TOWN_KINDS = re.compile("街道办事处|街道|苏木|镇{2,}")


class Normaliser:
    """Makes normal forms of the sentences of one report."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """``names``: of the town and of the divisions above it, as they are called in full (新安镇, 宝坻区)."""
        forms = {form for name in names for form in _ways(name) if len(form) > 1}
        self._own = sorted(forms, key=lambda form: (-len(form), form))

    def forms(self, sentences: Sequence[str]) -> list[str]:
        """The normal form of each sentence, "" where nothing is left of it."""
        # All at once, a line for each: a step for every sentence would take several times as long.
        lines = "\n".join([" ".join(sentence.split()) for sentence in sentences])
        lines = without_formulas(_SPACES.sub("", unicodedata.normalize("NFKC", lines)))
        for name in self._own:
            lines = lines.replace(name, NAME)
        lines = _FIGURES.sub(FIGURE, _SELF.sub(NAME, lines))
        lines = _TOWN_KINDS.sub("镇", _SIGNS.sub("", lines).translate(_KINDS)).replace("党工委", "党委")
        return _NUMBERS.sub("", _NAMES.sub(NAME, lines)).split("\n") if sentences else []


def content(form: str) -> int:
    """How many characters of a normal form are neither figures nor names."""
    return len(form) - form.count(FIGURE) - form.count(NAME)


def _ways(name: str) -> tuple[str, ...]:
    return (name, township_stem(name), *township_aliases(name), *(() if township_stem(name) else short_forms(name)))
