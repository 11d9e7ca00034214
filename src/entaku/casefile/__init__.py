"""A case as a file: read with line and column, written without losing a comment, described by a schema."""
