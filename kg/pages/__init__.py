"""The site's pages, live and static alike: what each shows, and how it looks. Knows nothing of servers."""

from kg.pages.addresses import Links, Live, Static
from kg.pages.page import Page, Panel
from kg.pages.site import NotFoundError, Site

__all__ = ["Links", "Live", "NotFoundError", "Page", "Panel", "Site", "Static"]
