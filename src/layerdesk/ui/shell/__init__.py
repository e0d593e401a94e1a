"""This is where the parts of the one window are: what stands around every place."""
