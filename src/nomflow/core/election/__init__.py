"""nomflow.yml: from text to the configuration of an election."""
