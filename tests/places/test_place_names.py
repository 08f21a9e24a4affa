"""Short forms and kinds of divisions, by rule."""

from __future__ import annotations

import pytest

from kg.places.names import NO_TOWNS, area_type, short_forms, township_aliases, township_type


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("江津区", ("江津",)),
        ("忠县", ()),
        ("禄劝彝族苗族自治县", ("禄劝县", "禄劝")),
        ("科尔沁右翼中旗", ("科尔沁右翼中", "科右中旗")),
        ("广西壮族自治区", ("广西",)),
        ("恩施土家族苗族自治州", ("恩施州", "恩施")),
        ("巴音郭楞蒙古自治州", ("巴音郭楞州", "巴音郭楞")),
        ("东乡族自治县", ()),
    ],
)
def test_short_forms(name: str, forms: tuple[str, ...]) -> None:
    assert set(forms) <= set(short_forms(name))
    assert all(len(form) > 1 for form in short_forms(name))


@pytest.mark.parametrize(
    ("name", "aliases"),
    [
        ("邓家土家族乡", ("邓家乡", "邓家民族乡")),
        ("三源浦朝鲜族镇", ("三源浦镇",)),
        ("磨子土家族乡", ("磨子乡", "磨子民族乡")),
        ("新安镇", ()),
        ("四屏乡", ()),
    ],
)
def test_township_aliases(name: str, aliases: tuple[str, ...]) -> None:
    assert township_aliases(name) == aliases


def test_kinds() -> None:
    assert [township_type(name) for name in ("好腰苏木镇", "罕苏木苏木", "真如镇街道", "摇鞍镇乡", "肥乡镇")] == [
        "镇", "苏木", "街道", "乡", "镇",
    ]  # fmt: skip
    assert [area_type(name) for name in ("重庆市", "旬阳市", "神农架林区", "兴安盟", "莫力达瓦达斡尔族自治旗")] == [
        "直辖市", "市", "林区", "盟", "自治旗",
    ]  # fmt: skip


def test_general_words_name_no_town() -> None:
    assert {"乡镇", "我镇", "各镇", "古镇", "建制镇", "全乡", "各街道"} <= NO_TOWNS
