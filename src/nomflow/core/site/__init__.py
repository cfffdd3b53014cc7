"""What the election site shows."""
