"""The library screen, the form for one step, and the flow between them."""
