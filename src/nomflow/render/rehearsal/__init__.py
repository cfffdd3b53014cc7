"""An election that has not been held yet, played by its own rules with people who do not exist."""
