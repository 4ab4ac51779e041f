"""Numeric claims with their units from Chinese corporate casebooks."""
