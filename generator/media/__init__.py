"""Media: from held originals to what is published, labelled and signed."""
