"""How the documentation is built: MyST pages, shown with furo."""

project = "entaku"
author = "the entaku contributors"
project_copyright = "the entaku contributors"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "entaku"
