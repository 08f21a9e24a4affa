"""The site over HTTP."""

from kg.web.app import application
from kg.web.serving import serve

__all__ = ["application", "serve"]
