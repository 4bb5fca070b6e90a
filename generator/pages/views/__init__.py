"""What each page shows, computed and typed, so that the templates hold layout only."""
