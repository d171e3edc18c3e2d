"""Every limit in one place, each with its reason. They are checked before the expensive step."""

from __future__ import annotations

MAX_FILE_BYTES = 256 * 1024  # the longest honest entry has 30 KiB; a parser slows down long before 1 MiB
MAX_FILES = 20_000  # forty times the shipped hub
MAX_LINE = 4_000  # longer lines cannot be reviewed, and tools that read by line die on them
MAX_DEPTH = 12  # the deepest honest entry has 4; PyYAML's C loader segfaults near 30 000
MAX_VALUES = 20_000  # values in one file
MAX_ITEMS = 100  # items in one list
MAX_TITLE = 120  # cards, browser tabs and search results cut what is longer
MAX_SUMMARY = 300
MAX_TEXT = 500  # one-line fields that hold a sentence or two
MAX_SLUG = 64
MAX_DIGITS = 15  # beyond this a float is no longer exact
MAX_IMAGE_BYTES = 1024 * 1024
MAX_IMAGE_SIDE = 4_096
MAX_DRAWN = 20_000  # shapes that a drawing makes a browser draw; with <use> Chromium takes 0.1 ms for each
MARKDOWN_SECONDS = 2.0  # an honest page takes about 3 ms
MAX_OPEN_BRACKETS = 400  # per paragraph; Python-Markdown looks for the end of each link again: 8 000 take 20 s
MAX_FOOTNOTE_MARKS = 300  # 2 000 marks take 8 s
MAX_ABBREVIATIONS = 100  # 2 000 definitions take 4 s
MAX_PROSE_DEPTH = 20  # list markers or quote marks one inside the other, on one line
MAX_PROBLEMS_SHOWN = 100
VALUE_SHOWN = 40  # characters of a wrong value that a message repeats
EXCERPT_WIDTH = 100  # characters of a quoted line
MAX_EXPORT_BYTES = 20 * 1024 * 1024  # a thousand issues have 2 MiB
MAX_POINTS = 5_000  # messages in one export; whoever has more reads them by the month
MAX_POINT_TEXT = 1_000  # characters kept of what a reader said
