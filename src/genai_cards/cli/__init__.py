"""The screen: the commands, the clock, the exit status."""
