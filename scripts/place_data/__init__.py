"""What ``refresh_places.py`` is made of: the published lists, and what is worked out from them."""
