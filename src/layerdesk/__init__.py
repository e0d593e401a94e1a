"""This is where LayerDesk says what it is called and which version it is."""

__version__ = "0.1.0"
