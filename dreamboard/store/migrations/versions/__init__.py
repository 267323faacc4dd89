"""One module a step; the revision is the number that ``user_version`` holds after it."""
