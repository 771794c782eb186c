"""Commands about this computer and what else may help."""
