"""One nomination in time: whose account it is, who said what when, and whether it stands."""
