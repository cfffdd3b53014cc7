"""A report as text, Markdown, JSON, SARIF or workflow commands."""
