"""This is where a document becomes a Word file with real headings, lists and tables."""
