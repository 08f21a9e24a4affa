"""A person's own boundaries: checked, made small, drawn as an image in which no name becomes markup."""

from __future__ import annotations

import json
import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.views import boundaries
from kg.views.boundaries import MOST_DRAWN, drawn_boundaries, read_boundaries
from kg.views.map import projected

SQUARE = [[100.0, 30.0], [110.0, 30.0], [110.0, 40.0], [100.0, 40.0], [100.0, 30.0]]
HOSTILE = "</text></svg><script>alert(1)</script>&\ufffe\u202e"


def feature(rings: list[Any], name: object = "甲区", kind: str = "Polygon") -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": rings}}


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def circle(corners: int, wobble: float = 0.0) -> list[list[float]]:
    turns = [2 * math.pi * at / corners for at in range(corners + 1)]
    return [[105 + (5 + wobble * math.sin(90 * t)) * math.cos(t), 35 + 5 * math.sin(t)] for t in turns]


def outlines(svg: bytes) -> list[list[tuple[float, float]]]:
    """Corners of each ring in pixels, read back from the drawing."""
    found = []
    for path in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}path"):
        for ring in path.attrib["d"].split("z")[:-1]:
            x, y, *steps = map(int, re.findall(r"-?\d+", ring))
            spots = [(x / 10, y / 10)]
            for dx, dy in zip(steps[::2], steps[1::2], strict=True):
                x, y = x + dx, y + dy
                spots.append((x / 10, y / 10))
            found.append(spots)
    return found


def test_a_square_keeps_its_corners() -> None:
    told = drawn_boundaries(collection(feature([SQUARE])))
    assert (told.areas, told.left) == (1, 0)
    (ring,) = outlines(told.svg)
    wanted = [projected(long, lat) for long, lat in SQUARE[:4]]
    assert len(ring) == 4
    assert all(min(math.dist(spot, corner) for spot in ring) < 0.2 for corner in wanted)


@pytest.mark.parametrize(
    "told",
    [
        feature([SQUARE]),
        {"type": "Polygon", "coordinates": [SQUARE]},
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [SQUARE]}]},
        collection(feature([[SQUARE]], kind="MultiPolygon"), {"type": "Feature", "properties": None, "geometry": None}),
        collection(feature([SQUARE]), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}),
        collection(feature([SQUARE]), crs={"type": "name", "properties": {"name": "EPSG:4490"}}),
        collection(feature([[[*place, 12.5] for place in SQUARE]])),
    ],
    ids=["feature", "geometry", "several geometries", "many polygons", "CRS84", "CGCS2000", "heights"],
)
def test_every_way_to_write_polygons_is_read(told: dict[str, Any]) -> None:
    assert len(outlines(drawn_boundaries(told).svg)) == 1


def test_detail_that_cannot_be_seen_is_left_out() -> None:
    fine = drawn_boundaries(collection(feature([circle(20_000)])))
    (ring,) = outlines(fine.svg)
    assert 10 < len(ring) < 200
    centre, radii = projected(105, 35), []
    for spot in ring:
        radii.append(math.dist(spot, centre))
    assert max(radii) - min(radii) < 25  # a circle in degrees is an oval in the picture
    for long, lat in circle(50):
        assert min(_apart(projected(long, lat), a, b) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) < 0.6


def _apart(spot: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    along = (b[0] - a[0], b[1] - a[1])
    length = math.hypot(*along)
    share = 0.0 if not length else ((spot[0] - a[0]) * along[0] + (spot[1] - a[1]) * along[1]) / length**2
    share = min(max(share, 0), 1)
    return math.dist(spot, (a[0] + share * along[0], a[1] + share * along[1]))


def test_the_drawing_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundaries, "MOST_DRAWN", 2_000)
    told = drawn_boundaries(collection(*(feature([circle(2_000, wobble=0.3)]) for _ in range(5))))
    assert MOST_DRAWN > 2_000 and sum(map(len, re.findall(rb' d="([^"]*)"', told.svg))) <= 2_000
    assert len(outlines(told.svg)) == 5


def test_names_stay_text() -> None:
    told = drawn_boundaries(collection(feature([SQUARE], HOSTILE), feature([SQUARE], "丙区")))
    root = ET.fromstring(told.svg)
    assert {node.tag.rpartition("}")[2] for node in root.iter()} == {"svg", "g", "path", "text"}
    texts = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[1] == "丙区" and texts[0].startswith("</text>") and "\u202e" not in texts[0]


def test_names_of_many_areas_or_small_ones_are_not_written() -> None:
    many = drawn_boundaries(collection(*(feature([SQUARE], f"第{n}区") for n in range(60))))
    assert b"<text" not in many.svg
    small = [[100.0, 30.0], [100.2, 30.0], [100.2, 30.2], [100.0, 30.0]]
    assert b"<text" not in drawn_boundaries(feature([small], "很小的一个区")).svg


def test_areas_of_other_parts_of_the_world_are_left_out() -> None:
    far = [[10.0, 50.0], [12.0, 50.0], [12.0, 52.0], [10.0, 50.0]]
    told = drawn_boundaries(collection(feature([SQUARE]), feature([far])))
    assert (told.areas, told.left) == (1, 1)
    with pytest.raises(KgError, match="outside the map"):
        drawn_boundaries(collection(feature([far])))


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ([], "no GeoJSON"),
        ({"type": "Topology"}, "no GeoJSON"),
        ({"type": "FeatureCollection", "features": {}}, "no GeoJSON"),
        (collection(), "no polygons"),
        (collection({"type": "Feature", "geometry": {"type": "Point", "coordinates": [100, 30]}}), "no polygons"),
        (collection(feature([SQUARE]), crs={"type": "name", "properties": {"name": "EPSG:3857"}}), "EPSG:3857"),
        (collection(feature([SQUARE]), crs=["EPSG:4326"]), "convert the file to WGS84"),
        (collection(feature([SQUARE]), feature([[[440720.0, 4423000.0]] * 4])), "area 2 has the place .440720"),
        (collection(feature([[[39.9, 116.4], [40.0, 116.4], [40.0, 117.0], [39.9, 116.4]]])), "longitude first"),
        (collection(feature([[[float("nan"), 30.0]] * 4])), "must be degrees"),
        (collection(feature(["x"])), "area 1 is no polygon"),
        (collection(feature([[[100.0], [101.0], [102.0]]])), "area 1 is no polygon"),
        (collection(feature([[{}, {}, {}]])), "area 1 is no polygon"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_line(told: Any, complaint: str) -> None:
    with pytest.raises(KgError, match=complaint) as raised:
        drawn_boundaries(told, "borders.json")
    for lang in ("zh", "en"):
        assert raised.value.told(lang).startswith("borders.json") and "\n" not in raised.value.told(lang)


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "borders.json"
    with pytest.raises(KgError, match="cannot be read"):
        read_boundaries(file)
    for body in (b"\xff\xfe{", b"{", b"", b"[" * 100_000):
        file.write_bytes(body)
        with pytest.raises(KgError, match="not JSON"):
            read_boundaries(file)
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(feature([SQUARE])).encode())
    assert read_boundaries(file).areas == 1
    monkeypatch.setattr(boundaries, "LARGEST", 10)
    with pytest.raises(KgError, match="larger than"):
        read_boundaries(file)


_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=4) | st.sampled_from(["Polygon", "Feature", "type"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "features", "geometry", "coordinates", "crs", "properties"]), inner)
    ),
    max_leaves=12,
)


@given(_json)
def test_whatever_stands_in_a_file_is_drawn_or_refused(told: object) -> None:
    for one in (told, feature([told]), collection(feature([[told, told, told]]), crs=told)):
        try:
            ET.fromstring(drawn_boundaries(one).svg)
        except KgError as error:
            assert str(error)
