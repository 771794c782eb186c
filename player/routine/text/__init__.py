"""From bytes to nodes with places, and the slips that YAML itself does not tell."""
