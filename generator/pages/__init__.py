"""From the archive to Markdown pages: a typed view and a template for each page kind."""
