"""What keeps an election from working as its officers mean it: found before it begins."""
