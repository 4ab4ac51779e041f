"""Mentions to claims: what the sentence says of a quantity."""
