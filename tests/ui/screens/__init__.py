"""This is where every screen of the program is listed, opened on real desks, and drawn."""
