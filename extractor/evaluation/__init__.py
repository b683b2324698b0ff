"""Whether records are what the contract says: schemas, validation."""
