"""From findings to a page: first answer, then grounds; in the terminal, HTML, Markdown and JSON."""
