"""From a case to its outcome space and an ensemble of weighted draws."""
