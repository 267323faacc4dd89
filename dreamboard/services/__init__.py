"""What can be done with the board: commands through one dispatcher, and questions as protocols."""
