"""Gegenbild: records of AI-made political media in, a published archive out."""
