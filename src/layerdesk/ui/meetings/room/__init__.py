"""This is where the meeting room is: what eight people look at while they talk."""
