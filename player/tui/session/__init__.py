"""The session screen, the screens around it, and the flow from the questions before to the summary after."""
