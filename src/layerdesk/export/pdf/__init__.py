"""This is where a document becomes a PDF that is tagged for screen readers."""
