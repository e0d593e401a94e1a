"""This is where the small building blocks live that every screen is made of."""
