"""Facts and checks on what a model is, and how big: teams, code, weights, computing."""
