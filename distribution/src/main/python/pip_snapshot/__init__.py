"""The commands of pip-snapshot, and what finds a Java for them."""
