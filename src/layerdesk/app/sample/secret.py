"""This is where the one passphrase stands that everybody may know."""

SAMPLE_PASSPHRASE = "sample"  # noqa: S105 - public on purpose: there is nothing to protect
