"""Reading values: quantities, tempos, sides and texts from what stands behind a key."""
