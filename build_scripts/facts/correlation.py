"""Facts and checks on the correlation of computing and models."""
