"""The facts and checks, by subject; importing this package registers all of them, in this order."""

from . import growth, machines, owners

__all__ = ["growth", "machines", "owners"]
