"""Whether the name of a law firm says where it is, and so identifies it in the whole country.

Law firms are named by province or municipality, own name and 律师事务所, in this order (律师事务所名称管理办法,
article 6); older names begin with a prefecture. 广东光源律师事务所 is one firm everywhere, 渝州律师事务所 may be two.
"""

from __future__ import annotations

from typing import Protocol

from kg.model import Division

PROVINCES = (
    *("北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省"),
    *("浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "广西壮族自治区"),
    *("海南省", "重庆市", "四川省", "贵州省", "云南省", "西藏自治区", "陕西省", "甘肃省", "青海省", "宁夏回族自治区"),
    *("新疆维吾尔自治区", "台湾省", "香港特别行政区", "澳门特别行政区"),
)
_PROVINCE_ENDINGS = ("维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市")
_KINDS = ("律师事务所", "律师所", "律所", "法律服务所", "法律服务站")
_PREFECTURE_ENDINGS = ("市", "地区", "盟")


class FirmPlaces(Protocol):
    """What is needed of the gazetteer."""

    def division(self, full_name: str) -> Division | None: ...


def is_placed(name: str, gazetteer: FirmPlaces) -> bool:
    """Whether ``name`` begins with a province or prefecture, in full or short, and has a name of its own besides.

    >>> is_placed("洛阳兴宁律师事务所", gazetteer), is_placed("大同律师事务所", gazetteer)
    (True, False)
    """
    own = name
    for kind in _KINDS:
        own = own.removesuffix(kind)
    if any(_goes_on(own, province) or _goes_on(own, _short(province)) for province in PROVINCES):
        return True
    return any(_is_prefecture(own[:length], own[length:], gazetteer) for length in range(2, len(own)))


def _goes_on(own: str, place: str) -> bool:
    """Whether at least two characters follow the place: 大同律师事务所 is called 大同, not a firm in 大同."""
    return own.startswith(place) and len(own) >= len(place) + 2


def _is_prefecture(head: str, rest: str, gazetteer: FirmPlaces) -> bool:
    if len(rest) < 2:
        return False
    spellings = {head, *(head + ending for ending in _PREFECTURE_ENDINGS)}
    return any(gazetteer.division(province + spelling) is not None for province in PROVINCES for spelling in spellings)


def _short(province: str) -> str:
    for ending in _PROVINCE_ENDINGS:
        if province.endswith(ending):
            return province.removesuffix(ending)
    return province
