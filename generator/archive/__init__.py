"""All records and registries together, joined and indexed: the only thing that later stages read."""
