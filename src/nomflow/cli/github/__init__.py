"""The commands that talk to GitHub."""
