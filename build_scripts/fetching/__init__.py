"""Getting new lists from top500.org: asking politely, reading its pages, keeping what was downloaded."""
