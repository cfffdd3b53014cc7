"""Who endorses, who counts, and why."""
