"""Rows to Parquet and back: one schema, its rules, the store and its descriptors."""
