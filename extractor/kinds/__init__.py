"""One file per kind of value, with no word of any language in it."""
