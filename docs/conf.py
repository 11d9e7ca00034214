"""How the documentation is built: MyST pages, shown with furo."""

project = "entaku"
author = "the entaku contributors"
project_copyright = "the entaku contributors"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 4  # so that a page can link to a heading of another

html_theme = "furo"
html_title = "entaku"
html_copy_source = False
