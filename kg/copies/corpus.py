"""All sentences that are compared, as columns: what is large is in a file that the system maps, not in memory."""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from kg.copies.minhash import BANDS
from kg.copies.prints import Prints

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, order=True)
class Reported:
    """A report as far as it matters who may have copied from whom; in order: the earlier comes first.

    ``date`` is the day of publication (ISO), "" where unknown; ``year`` is -1 where unknown. ``county``,
    ``prefecture`` and ``province`` are keys of divisions, "" where unknown.
    """

    year: int
    date: str
    id: str
    town: str
    county: str = ""
    prefecture: str = ""
    province: str = ""


class Corpus:
    """The sentences of all reports by their normal forms.

    Reports are numbered from the earliest; forms by their key, so that no order of files decides anything. A
    *holding* is a form and a report that has it: ``form``, ``report`` and the first ``sentence`` with it, by form and
    then report; those of form f are ``first[f]`` to ``first[f + 1]``. ``length`` is that of each form in characters;
    ``town``, ``county``, ``prefecture`` and ``province`` are numbers for each report, negative where unknown.
    """

    def __init__(
        self, reports: Sequence[Reported], prints: Callable[[str], Prints], folder: Path | None = None
    ) -> None:
        """``prints`` gives the fingerprints of a report by its id; ``folder`` is where temporary files may be."""
        self.reports = sorted(reports)
        self._bands: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._texts: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        keys, owners, places, lengths, sizes = [], [], [], [], []
        for number, one in enumerate(self.reports):
            found = prints(one.id)
            keys.append(found.keys[found.which])
            owners.append(np.full(len(found.which), number, dtype=np.uint32))
            places.append(found.which)
            encoded = [form.encode("utf-8", "surrogatepass") for form in found.forms]
            lengths.append(np.array([len(text) for text in found.forms], dtype=np.uint32))
            sizes.append(np.array([len(text) for text in encoded], dtype=np.uint32))
            self._bands.write(found.bands.astype("<u4").tobytes())
            self._texts.write(b"".join(encoded))
        keyed, first, form = np.unique(_joined(keys, "<u8"), return_index=True, return_inverse=True)
        self.forms = len(keyed)
        self._row = first  # of each form: the first sentence that has it
        ends = np.cumsum(_joined(sizes, "<u4"), dtype=np.int64)
        self._until = ends[first]
        self._size = _joined(sizes, "<u4")[first]
        self.length = _joined(lengths, "<u4")[first]
        self._band_rows = np.frombuffer(_mapped(self._bands), "<u4").reshape(-1, BANDS)
        self._text_bytes = _mapped(self._texts)
        report, sentence = _joined(owners, np.uint32), _joined(places, np.uint32)
        held, at, self._holding = np.unique(
            (form.astype(np.uint64) << np.uint64(32)) | report, return_index=True, return_inverse=True
        )
        self.form = (held >> np.uint64(32)).astype(np.uint32)
        self.report = report[at]
        self.sentence = sentence[at]
        self.first = np.searchsorted(self.form, np.arange(self.forms + 1))
        self._all_sentences = sentence
        self.town, self.county, self.prefecture, self.province = (
            _numbers([getattr(one, level) for one in self.reports])
            for level in ("town", "county", "prefecture", "province")
        )

    def band(self, number: int) -> Array:
        """The key of one band of every form."""
        return np.asarray(self._band_rows[self._row, number])

    def text(self, form: int) -> str:
        """A normal form."""
        end = int(self._until[form])
        return self._text_bytes[end - int(self._size[form]) : end].decode("utf-8", "surrogatepass")

    def occurrences(self) -> tuple[Array, Array]:
        """Of every sentence that is compared its holding and its index within its report, by report and then place."""
        return self._holding, self._all_sentences

    def close(self) -> None:
        del self._band_rows, self._text_bytes
        self._bands.close()
        self._texts.close()


def _joined(parts: Sequence[Array], kind: Any) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)


def _mapped(file: IO[bytes]) -> mmap.mmap | bytes:
    file.flush()
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if file.tell() else b""


def _numbers(names: Sequence[str]) -> Array:
    """A number for each name; what is unknown is like nothing else: a negative number of its own."""
    known = {name: number for number, name in enumerate(sorted(set(names) - {""}))}
    return np.array([known.get(name, -1 - number) for number, name in enumerate(names)], dtype=np.int64)
