"""What a person has set, the voices there are, and whether sound and files are in order."""
