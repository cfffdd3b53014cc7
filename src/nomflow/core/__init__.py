"""What an election, a statement and a pull request are, and every decision about them: pure data and functions."""
