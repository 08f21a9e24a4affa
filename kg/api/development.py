"""What became of things, and what should be looked at: methods of ``Graph``."""

from __future__ import annotations

from kg.api.asking import Asking


class Development(Asking):
    """Years, peers, networks, audits and copied text."""
