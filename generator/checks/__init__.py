"""What makes a record, or the archive, acceptable: one small function a rule, in a registry."""
