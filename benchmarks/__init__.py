"""Measurements, side by side in one run: never part of the tests, always with their ratios."""
