"""Intake: from a file of unknown origin to a held picture, and to what is known of it."""
