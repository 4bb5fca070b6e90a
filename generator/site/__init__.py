"""From Markdown pages to the published site: built beside the last good one, indexed, checked, swapped in."""
