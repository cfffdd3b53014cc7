"""The facts: a statement, a pull request, and the document they are saved as."""
