"""A board for one sales rep: dream clients, lost deals, and whom to touch next."""

__version__ = "0.1.0"
