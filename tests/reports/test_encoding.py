"""Encodings of Chinese sites, and what is refused."""

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import UnreadableReport
from kg.reports import MAX_REPORT_BYTES, read_report
from kg.reports.encoding import decode

TEXT = "石桥镇2023年法治政府建设年度报告\n2023年，我镇坚持依法行政，全年开展执法检查45次，化解矛盾纠纷120件。\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "UTF-8"),
        (TEXT.encode("gb18030"), "GB18030"),
        ((TEXT + "周㛃山").encode("gb18030"), "GB18030"),  # a character of four bytes
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16LE"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16BE"),
        (TEXT.encode("utf-16-le"), "UTF-16LE"),
        (TEXT.encode("utf-16-be"), "UTF-16BE"),
    ],
)
def test_encoding_is_told(data: bytes, name: str) -> None:
    text, encoding = decode(data, "a.txt")
    assert encoding == name
    assert text.startswith(TEXT)


def test_broken_bytes_are_marked_as_lost() -> None:
    data = TEXT.encode()
    report = read_report(data[:40] + b"\xff" + data[40:] * 20, "a.txt")
    assert "□" in report.text
    assert [r.kind for r in report.repairs if r.lost] == ["encoding"]


def test_stray_nul_bytes_do_no_harm() -> None:
    report = read_report(TEXT.encode().replace("年".encode(), "年\0".encode()), "a.txt")
    assert report.title == "石桥镇2023年法治政府建设年度报告"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \r\n\t\0", "empty"),
        ("。。。——".encode(), "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (bytes(range(256)) * 50, "binary"),
        (b"\0" * 5000 + b"a", "binary"),
        (b"a" * (MAX_REPORT_BYTES + 1), "too large"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableReport) as error:
        read_report(data, "folder/a.txt")
    message = str(error.value)
    assert message.startswith("folder/a.txt: ")
    assert why in message
    assert "\n" not in message


@given(st.integers(0, 2**32), st.integers(300, 20_000))
def test_noise_is_no_text(seed: int, size: int) -> None:
    """Whatever encoding fits noise best, too much of it is nothing that people write."""
    with pytest.raises(UnreadableReport, match="binary"):
        decode(random.Random(seed).randbytes(size), "a.txt")


@pytest.mark.parametrize("size", [5_000, 100_000])
def test_files_of_noise_are_refused(size: int) -> None:
    with pytest.raises(UnreadableReport, match="binary"):
        read_report(random.Random(size).randbytes(size), "a.txt")


def test_what_is_packed_without_a_signature_is_refused() -> None:
    packed = zlib.compress("".join(f"{TEXT}{n}" for n in random.Random(1).sample(range(10**9), 500)).encode())
    with pytest.raises(UnreadableReport, match="binary"):
        decode(packed, "a.txt")


SENTENCES = st.lists(
    st.sampled_from([*TEXT.splitlines(), "二是完善制度。", "(三)存在问题", "\r\n", "共3件；"]), max_size=30
)
RARE = st.characters(min_codepoint=0x3400, max_codepoint=0x2A6DF, categories=["Lo"])


@given(SENTENCES, RARE, SENTENCES, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_a_rare_character_in_a_name_does_no_harm(before: list[str], rare: str, after: list[str], codec: str) -> None:
    """GB18030 writes 㛃 or 𬭚 in four bytes; gazetteers and registers of names have such characters."""
    text = TEXT + "".join(before) + f"周{rare}山" + "".join(after)
    assert decode(text.encode(codec), "a.txt")[0] == text
