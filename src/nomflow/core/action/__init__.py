"""What GitHub reports to the Action, and what the Action is to change there."""
