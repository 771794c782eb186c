"""Commands about this computer's sound and voices, and tips."""
