"""The page of figures: what the log says about reaching people, losses, quotes and rounds."""
