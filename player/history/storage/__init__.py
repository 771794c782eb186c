"""The history's file: tables, rows, locks and opening it."""
