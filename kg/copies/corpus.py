"""All sentences that are compared, as columns: their texts and the keys of their bands are in files, not in memory."""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from kg.copies.minhash import BANDS
from kg.copies.prints import Prints

Array = NDArray[Any]

_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


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
    then report; those of form f are ``first[f]`` to ``first[f + 1]``. ``length`` is that of each form in characters, ``marks`` which it has;
    ``town``, ``county``, ``prefecture`` and ``province`` are numbers for each report, negative where unknown.
    """

    def __init__(
        self, reports: Sequence[Reported], prints: Callable[[str], Prints], folder: Path | None = None
    ) -> None:
        """``prints`` gives the fingerprints of a report by its id; ``folder`` is where temporary files may be."""
        self.reports = sorted(reports)
        self._files = ExitStack()
        self._bands = [self._file(folder) for _ in range(BANDS)]
        texts = self._file(folder)
        keys, owners, places, lengths, sizes, marks = [], [], [], [], [], []
        for number, one in enumerate(self.reports):
            found = prints(one.id)
            keys.append(found.keys[found.which])
            owners.append(np.full(len(found.which), number, dtype=np.uint32))
            places.append(found.which.copy())  # what was read would stay in memory with a view of it
            encoded = [form.encode("utf-8", "surrogatepass") for form in found.forms]
            lengths.append(np.array([len(text) for text in found.forms], dtype=np.uint32))
            sizes.append(np.array([len(text) for text in encoded], dtype=np.uint32))
            marks.append(found.marks.copy())
            for file, band in zip(self._bands, found.bands.T, strict=True):
                file.write(band.astype("<u4").tobytes())
            texts.write(b"".join(encoded))
        texts.flush()
        self._texts = mmap.mmap(texts.fileno(), 0, access=mmap.ACCESS_READ) if sum(map(np.sum, sizes)) else b""
        keyed, self._row, inverse = np.unique(_joined(keys, "<u8"), return_index=True, return_inverse=True)
        self.forms = len(keyed)
        del keys, keyed
        size = _joined(sizes, "<u4")
        self._end = np.cumsum(size, dtype=np.int64)[self._row]
        self._size = size[self._row]
        self.length = _joined(lengths, "<u4")[self._row]
        self.marks = _joined(marks, "<u8")[self._row]
        del sizes, size, lengths, marks
        report, self._sentence = _joined(owners, np.uint32), _joined(places, np.uint32)
        del owners, places
        held, at, inverse = np.unique(pairs(inverse, report), return_index=True, return_inverse=True)
        self._holding = inverse.astype(np.uint32)
        self.form, self.report = parted(held)
        self.sentence = self._sentence[at]
        self.first = np.searchsorted(self.form, np.arange(self.forms + 1))
        self.town, self.county, self.prefecture, self.province = (
            _numbers([getattr(one, level) for one in self.reports])
            for level in ("town", "county", "prefecture", "province")
        )

    def _file(self, folder: Path | None) -> IO[bytes]:
        return self._files.enter_context(tempfile.TemporaryFile(dir=folder))

    def band(self, number: int) -> Array:
        """The key of one band of every form."""
        file = self._bands[number]
        file.seek(0)
        return np.frombuffer(file.read(), "<u4")[self._row]

    def text(self, form: int) -> str:
        """A normal form."""
        end = int(self._end[form])
        return self._texts[end - int(self._size[form]) : end].decode("utf-8", "surrogatepass")

    def occurrences(self) -> tuple[Array, Array]:
        """Of every sentence that is compared its holding and its index within its report, by report and then place."""
        return self._holding, self._sentence

    def close(self) -> None:
        if isinstance(self._texts, mmap.mmap):
            self._texts.close()
        self._files.close()


def pairs(left: Array, right: Array) -> Array:
    """Two columns of numbers below 2**32 as one that sorts like both."""
    return (left.astype(np.uint64) << _HALF) | right.astype(np.uint64)


def parted(both: Array) -> tuple[Array, Array]:
    """What ``pairs`` put together."""
    return (both >> _HALF).astype(np.uint32), (both & _LOW).astype(np.uint32)


def _joined(parts: Sequence[Array], kind: Any) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)


def _numbers(names: Sequence[str]) -> Array:
    """A number for each name; what is unknown is like nothing else: a negative number of its own."""
    known = {name: number for number, name in enumerate(sorted(set(names) - {""}))}
    return np.array([known.get(name, -1 - number) for number, name in enumerate(names)], dtype=np.int64)
