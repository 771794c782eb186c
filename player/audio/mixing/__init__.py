"""From names and phrases to samples: clips, levels and the mixer. No process and no device."""
