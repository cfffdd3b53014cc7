"""Everything that talks to GitHub: reading a pull request into a snapshot, and making true what was decided."""
