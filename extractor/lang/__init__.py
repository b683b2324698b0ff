"""Languages as data: tables that a speaker can review, and the readers that turn them into patterns."""
