"""The version of this package: the one place that says it, and cheaper to ask than the installed metadata."""

VERSION = "0.1.0"
