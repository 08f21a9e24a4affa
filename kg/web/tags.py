"""Which answers the one who asks has already: the tags of an ``If-None-Match`` header (RFC 9110, 13.1.2)."""

from __future__ import annotations


def held(header: str, tag: str) -> bool:
    """Whether ``header`` names ``tag``, both as they are sent. Weak tags are those of the same name that are not."""
    return _name(tag) in map(_name, header.split(","))


def _name(tag: str) -> str:
    return tag.strip().removeprefix("W/")
