"""One comment or review body, read into acts. Knows no election."""
