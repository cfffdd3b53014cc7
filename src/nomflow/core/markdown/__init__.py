"""A Markdown text with places, and its sanitised HTML."""
