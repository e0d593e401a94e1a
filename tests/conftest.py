"""This is where it is settled for all tests that a slow machine fails none of them."""

from hypothesis import settings

settings.register_profile("layerdesk", deadline=None)
settings.load_profile("layerdesk")
