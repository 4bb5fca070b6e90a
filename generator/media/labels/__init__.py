"""Labels: what a published picture says of itself, to people and to machines."""
