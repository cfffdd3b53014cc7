"""The roll: who may vote, in any form in which such a list is kept."""
