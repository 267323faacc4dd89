"""The one place with SQL. ``open_board`` in ``store.open`` is the way in."""
