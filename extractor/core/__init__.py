"""What the whole program speaks of: texts, mentions, values, articles and records."""
