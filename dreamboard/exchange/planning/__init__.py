"""From typed lines and a picture of the board to an ``ImportPlan``: pure functions, no file and no store."""
