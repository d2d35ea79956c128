"""Official list files become tidy lists: read, clean, check, store."""
