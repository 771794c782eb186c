"""The editor: its screen, its flow and what stands around the text."""
