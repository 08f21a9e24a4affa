"""Fingerprints of a report's sentences: made once when it is read, kept, and enough to compare it with all others."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.copies.formulas import names_a_part
from kg.copies.minhash import BANDS, band_keys, letter_marks
from kg.copies.normal import LEAST, Normaliser, content
from kg.reports.passages import sentences

_MAGIC = b"KGP3"
_HEAD = struct.Struct("<4sIII")
_KEY = 8  # bytes: of ten million sentences two share a key by chance once in 370,000 corpora


class UnknownPrintsError(ValueError):
    """Bytes that this version did not write."""


@dataclass(frozen=True, slots=True)
class Prints:
    """The sentences of one report, in order: ``starts`` and ``ends`` are code points of its clean text, ``sizes`` what
    the normal forms have besides figures and names, ``keys`` tell which forms are the same. ``which`` are the indices of those that are compared: ``forms`` are their
    normal forms, ``bands`` (a row for each) and ``marks`` what tells quickly which are alike."""

    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    sizes: NDArray[np.uint32]
    keys: NDArray[np.uint64]
    which: NDArray[np.uint32]
    bands: NDArray[np.uint32]
    marks: NDArray[np.uint64]
    forms: tuple[str, ...]

    def to_bytes(self) -> bytes:
        arrays = (self.starts, self.ends, self.sizes, self.keys, self.which, self.bands, self.marks)
        body = b"".join(np.ascontiguousarray(a, a.dtype.newbyteorder("<")).tobytes() for a in arrays)
        body += zlib.compress("\n".join(self.forms).encode("utf-8", "surrogatepass"), 1)
        return _HEAD.pack(_MAGIC, len(self.starts), len(self.which), zlib.crc32(body)) + body

    @staticmethod
    def key(form: str) -> int:
        """What stands for a normal form in ``keys``."""
        digest = hashlib.blake2b(form.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()
        return int.from_bytes(digest, "little")

    @classmethod
    def from_bytes(cls, data: bytes) -> Prints:
        """Raises UnknownPrintsError for what ``to_bytes`` of this version did not write, or what is damaged."""
        if len(data) < _HEAD.size:
            raise UnknownPrintsError("cut off")
        magic, count, compared, check = _HEAD.unpack_from(data)
        body = data[_HEAD.size :]
        if magic != _MAGIC or zlib.crc32(body) != check:
            raise UnknownPrintsError("of another version, or damaged")
        at, arrays = 0, []
        for kind, number in (
            ("<u4", count),
            ("<u4", count),
            ("<u4", count),
            ("<u8", count),
            ("<u4", compared),
            ("<u4", compared * BANDS),
            ("<u8", compared),
        ):
            arrays.append(np.frombuffer(body, kind, number, at))
            at += arrays[-1].nbytes
        forms = zlib.decompress(body[at:]).decode("utf-8", "surrogatepass")
        starts, ends, sizes, keys, which, bands, marks = arrays
        return cls(
            starts,
            ends,
            sizes,
            keys,
            which,
            bands.reshape(-1, BANDS),
            marks,
            tuple(forms.split("\n")) if compared else (),
        )


def fingerprints(text: str, names: Iterable[str] = ()) -> Prints:
    """Fingerprints of a clean text. ``names`` are those of its town and of what lies above (新安镇, 宝坻区, 天津市).

    Rows of tables are no sentences and are not compared.
    """
    spans: list[tuple[int, int]] = []
    rows: set[int] = set()
    at = 0
    for line in text.split("\n"):
        if "\t" in line:
            rows.add(len(spans))
            spans.append((at, at + len(line)))
        else:
            spans += sentences(text, at, at + len(line))
        at += len(line) + 1
    said = [text[start:end] for start, end in spans]
    forms = Normaliser(names).forms(["" if names_a_part(sentence) else sentence for sentence in said])
    sizes = [content(form) for form in forms]
    which = [index for index, size in enumerate(sizes) if size >= LEAST and index not in rows]
    compared = tuple(forms[index] for index in which)
    return Prints(
        np.array([start for start, _ in spans], dtype="<u4"),
        np.array([end for _, end in spans], dtype="<u4"),
        np.array(sizes, dtype="<u4"),
        np.array([Prints.key(form) for form in forms], dtype="<u8"),
        np.array(which, dtype="<u4"),
        band_keys(compared),
        letter_marks(compared),
        compared,
    )
