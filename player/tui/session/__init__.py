"""The session screen, the screens around it, and the flow from setup questions to the summary."""
