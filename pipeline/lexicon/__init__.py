"""What we know, as data: units, headings, cues, topics, names; and the one loader."""
