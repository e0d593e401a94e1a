"""This is where the look of every screen is decided: colours, sizes, fonts, icons, the ring."""
