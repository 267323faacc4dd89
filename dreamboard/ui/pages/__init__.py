"""Windows beside the board: ideas, money on the desk, first moves, the weeks ahead."""
