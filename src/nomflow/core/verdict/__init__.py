"""What people are told of a nomination: its state, the next step, the answers to what they wrote."""
