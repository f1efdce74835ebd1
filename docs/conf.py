"""How Sphinx builds these pages: `sphinx-build -W -n --keep-going docs build/docs`.

Nothing is fetched. What is made from data and code stands in `tools/sphinx_*.py`.
"""

import sys
from pathlib import Path

import istanbul_talks

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

project = "istanbul-talks"
author = "The istanbul-talks maintainers"
copyright = f"{author}. Code: MIT licence, data: CC BY 4.0"
version = release = istanbul_talks.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx_copybutton",
    "sphinx_names",
    "sphinx_pages",
    "sphinx_pictures",
]
exclude_patterns = ["double-coding"]
default_role = "py:obj"
smartquotes = False

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence"]
myst_heading_anchors = 4

autosummary_generate = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
add_module_names = False
python_maximum_signature_line_length = 140
python_use_unqualified_type_names = True

# Every reference must be found, but for names of other libraries, whose pages are not at hand, and
# for names of inner modules that a signature has and no user needs.
nitpick_ignore_regex = [
    ("py:.*", rf"({'|'.join(sorted(sys.stdlib_module_names))})\..*"),
    ("py:.*", r"(alt|hypothesis|pa|pandas|polars|pyarrow|pyspark)\..*"),
    ("py:.*", r"DataFrame|PathLike|SparkSession"),
    ("py:.*", r"Bounds|FORMATS|istanbul_talks\.dataset\.(D|R_co)"),
    ("py:.*", r"istanbul_talks\.citing\.gathering\.(Collected|Whole)"),
    ("py:.*", r"istanbul_talks\.(io\.documents\.Entry|model\.shapes\.RecordShape)"),
    ("py:.*", r"istanbul_talks\.plotting\.data\.Data"),
    ("py:.*", r"istanbul_talks\.validation\.problem\.Problem"),
]

html_theme = "furo"
html_title = f"istanbul-talks {release}"
html_static_path = ["_static"]
html_css_files = ["talks.css"]
html_copy_source = False
html_theme_options = {"top_of_page_buttons": []}
copybutton_exclude = ".linenos, .gp, .go"
