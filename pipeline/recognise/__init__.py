"""Text to mentions and exclusions: every numeral in exactly one."""
