"""From files to a file of records: one run over many articles."""
