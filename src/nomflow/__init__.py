"""Elections by pull request: nominations, endorsements and the election page, checked by machine."""

__version__ = "0.1.0"
