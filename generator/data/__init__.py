"""From the archive to data for other programs: a module a format."""
