"""The timeline: a painted list, its filter, and editing in place."""
