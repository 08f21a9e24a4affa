"""Look-ups over the country's divisions, on the data that the package carries."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from kg.model import DivisionLevel
from kg.places import Gazetteer, load
from kg.places import gazetteer as module

DATA = Path(module.__file__).parent / "data"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def test_list_has_every_level(gazetteer: Gazetteer) -> None:
    towns = list(gazetteer.all_townships())
    assert len(towns) == len(set(towns)) == 38_723
    assert len(gazetteer.by_code("500116124").full_name) == len("重庆市江津区四屏镇")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("full_name", "above"),
    [
        ("天津市宝坻区新安镇", ["宝坻区", "天津市"]),
        ("广东省云浮市郁南县宋桂镇", ["郁南县", "云浮市", "广东省"]),
        ("广东省中山市古镇镇", ["中山市", "广东省"]),
        ("海南省儋州市那大镇", ["儋州市", "海南省"]),
        ("甘肃省嘉峪关市峪泉镇", ["嘉峪关市", "甘肃省"]),
        ("河南省济源市克井镇", ["济源市", "河南省"]),
        ("湖北省仙桃市郑场镇", ["仙桃市", "湖北省"]),
        ("内蒙古自治区兴安盟科尔沁右翼中旗代钦塔拉苏木", ["科尔沁右翼中旗", "兴安盟", "内蒙古自治区"]),
    ],
)
def test_full_name_is_the_key_and_no_level_is_invented(gazetteer: Gazetteer, full_name: str, above: list[str]) -> None:
    town = gazetteer.division(full_name)
    assert town is not None
    assert town.level is DivisionLevel.TOWNSHIP
    assert town.full_name == full_name
    assert [division.name for division in gazetteer.ancestors(town)] == above


def test_every_township_lies_in_a_province(gazetteer: Gazetteer) -> None:
    for full_name in list(gazetteer.all_townships())[::97]:
        town = gazetteer.division(full_name)
        assert town is not None
        ancestors = gazetteer.ancestors(town)
        assert ancestors[-1].level is DivisionLevel.PROVINCE
        assert "".join(a.name for a in reversed(ancestors)) + town.name == full_name
        assert town.type


def test_shared_names_give_all_divisions(gazetteer: Gazetteer) -> None:
    found = gazetteer.townships("新安镇")
    assert len([town for town in found if town.code]) == 16
    assert "天津市宝坻区新安镇" in {town.full_name for town in found}
    assert gazetteer.townships("无此镇") == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("邓家土家族乡", "民族乡"),
        ("达斡尔民族乡", "民族乡"),
        ("坡子街街道", "街道"),
        ("鸡鸣乡", "乡"),
        ("三源浦朝鲜族镇", "镇"),
    ],
)
def test_kind_of_township(gazetteer: Gazetteer, name: str, kind: str) -> None:
    assert {town.type for town in gazetteer.townships(name)} == {kind}


@pytest.mark.parametrize(
    ("written", "county"),
    [
        ("江津区", "重庆市江津区"),
        ("江津", "重庆市江津区"),
        ("科右中旗", "内蒙古自治区兴安盟科尔沁右翼中旗"),
        ("禄劝县", "云南省昆明市禄劝彝族苗族自治县"),
        ("禄劝", "云南省昆明市禄劝彝族苗族自治县"),
        ("莫旗", "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗"),
        ("喀左县", "辽宁省朝阳市喀喇沁左翼蒙古族自治县"),
        ("双江县", "云南省临沧市双江拉祜族佤族布朗族傣族自治县"),
        ("神农架", "湖北省神农架林区"),
        ("准旗", "内蒙古自治区鄂尔多斯市准格尔旗"),
        ("新左旗", "内蒙古自治区呼伦贝尔市新巴尔虎左旗"),
        ("积石山县", "甘肃省临夏回族自治州积石山保安族东乡族撒拉族自治县"),
    ],
)
def test_counties_in_full_and_in_short(gazetteer: Gazetteer, written: str, county: str) -> None:
    assert county in {division.full_name for division in gazetteer.counties(written)}


def test_county_name_shared_by_four_cities(gazetteer: Gazetteer) -> None:
    assert len([county for county in gazetteer.counties("鼓楼区") if county.code]) == 4


def test_find_in_takes_the_longest_names(gazetteer: Gazetteer) -> None:
    found = gazetteer.find_in("广西钦州浦北县人民政府门户网站，另见禄劝彝族苗族自治县")
    assert [mention.surface for mention in found] == ["广西", "钦州", "浦北县", "禄劝彝族苗族自治县"]
    assert [mention.short for mention in found] == [True, True, False, False]
    assert found[0].divisions == ("广西壮族自治区",)


def test_ordinary_words_are_no_places(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_in("建设和平友谊的城区，保持安定，资源共享，推进改则，制定标准旗帜") == ()


def test_former_county_keeps_its_towns(gazetteer: Gazetteer) -> None:
    """A report of 2015 speaks of 开县, which has been 开州区 since 2016."""
    town = gazetteer.division("重庆市开县温泉镇")
    assert town is not None
    assert (town.valid_to, town.replaced_by) == (2016, ("重庆市开州区温泉镇",))
    assert [above.name for above in gazetteer.ancestors(town)] == ["开县", "重庆市"]
    assert gazetteer.division("重庆市开县无此镇") is None


def test_town_that_moved_with_the_end_of_its_county(gazetteer: Gazetteer) -> None:
    town = gazetteer.division("重庆市渝北区大盛镇")
    assert town is not None
    assert town.valid_to == 2025
    assert town.replaced_by == ("重庆市北碚区大盛镇",)
    assert gazetteer.contains("重庆市渝北区", "重庆市北碚区大盛镇")
    assert not gazetteer.contains("重庆市江津区", "重庆市北碚区大盛镇")


def test_codes_lead_to_the_nearest_known_division(gazetteer: Gazetteer) -> None:
    names = [gazetteer.by_code(code) for code in ("330521", "330599", "440000", "500112")]
    assert [division.name for division in names if division] == ["德清县", "湖州市", "广东省", "渝北区"]
    assert gazetteer.by_code("990000") is None


def test_successors_are_on_the_list(gazetteer: Gazetteer) -> None:
    listed = set(gazetteer.all_townships())
    for line in gzip.decompress((DATA / "earlier.tsv.gz").read_bytes()).decode().splitlines():
        parent, name, _code, start, end, successors, basis = line.split("\t")
        division = gazetteer.division(parent + name)
        assert division is not None, line
        assert parent + name not in listed
        assert all(gazetteer.division(successor) is not None for successor in division.replaced_by), line
        assert division.replaced_by == tuple(successors.split(";")) or not successors
        assert not start or not end or int(start) <= int(end), line
        assert basis in {"changes", "bureau", "struck-off", "after-list", "zone"}


def test_data_files_are_small_and_without_time(gazetteer: Gazetteer) -> None:
    files = sorted(DATA.glob("*.gz"))
    assert [file.name for file in files] == [
        "areas.tsv.gz", "divisions.tsv.gz", "earlier.tsv.gz", "spellings.tsv.gz", "villages.tsv.gz",
    ]  # fmt: skip
    for file in files:
        head = file.read_bytes()[:10]
        assert head[3] == 0 and head[4:8] == b"\0\0\0\0", "a file name or a time in the gzip header"
    assert sum(file.stat().st_size for file in files) < 1_500_000


def test_importing_reads_nothing() -> None:
    code = "import kg.places, sys; from kg.places.gazetteer import load; assert load.cache_info().currsize == 0; "
    code += "assert 'ahocorasick_rs' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_former_counties_have_plain_names(gazetteer: Gazetteer) -> None:
    for path in ("西藏自治区林芝市米林县", "广西壮族自治区南宁市横县", "陕西省安康市旬阳县"):
        former = gazetteer.division(path)
        assert former is not None
        assert path == (former.parent or "") + former.name
        assert former.valid_to in (2021, 2023)
        assert gazetteer.ancestors(former)[0].full_name == former.parent
