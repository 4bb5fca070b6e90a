"""Drafts of new records: from a few answers, typed in a terminal or filled into an issue form."""
