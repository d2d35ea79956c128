"""The facts and checks, by subject; importing this package registers all of them, in this order."""

from . import growth, machines, owners, model, training, partnership, correlation, beside  # isort: skip  (the order of the facts page)

__all__ = ["beside", "correlation", "growth", "machines", "model", "owners", "partnership", "training"]
