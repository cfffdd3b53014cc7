"""What a repository needs to hold its first election: the files that ``nomflow init`` writes."""
