"""Tests of Dreamboard: they mirror the packages; helpers are imported as `from tests.<module> import ...`."""
