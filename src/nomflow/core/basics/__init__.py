"""What everything speaks in: a place, an answer, an error, a time, a name."""
