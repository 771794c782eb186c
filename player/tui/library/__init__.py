"""The library screen, the form that changes a step, and the flow between them."""
