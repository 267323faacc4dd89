"""What the board is about: accounts, pursuits, touches, rounds, and the rules that propose the next touch.

Standard library alone; pure functions of data and a date.
"""
