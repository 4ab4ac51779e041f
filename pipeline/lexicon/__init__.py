"""What we know, as data: units, headings, cues, topics, names; and the one loader."""

OWN = "CASEBOOK_LEXICON"  # names a folder of words that somebody adds
