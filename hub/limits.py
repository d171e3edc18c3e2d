"""Every limit in one place, each with its reason. They are checked before the expensive step."""

from __future__ import annotations

# the longest honest entry has 30 KiB; a parser slows down long before 1 MiB
MAX_FILE_BYTES = 256 * 1024
MAX_FILES = 20_000  # forty times the shipped hub
MAX_LINE = 4_000  # longer lines cannot be reviewed, and tools that read by line die on them
MAX_DEPTH = 12  # the deepest honest entry has 4; PyYAML's C loader segfaults near 30 000
MAX_VALUES = 20_000  # values in one file
MAX_ITEMS = 100  # items in one list
MAX_TITLE = 120  # cards, browser tabs and search results cut what is longer
MAX_SUMMARY = 300
MAX_TEXT = 500  # one-line fields that hold a sentence or two
MAX_SLUG = 64
# calendars of computers count from 1 to 9999, and days, years and reviews are added to a date
MIN_YEAR, MAX_YEAR = 1001, 2999
MAX_DIGITS = 15  # beyond this a float is no longer exact
MAX_ADDRESS = 2_000  # characters: what every browser, mail program and host takes
MAX_IMAGE_BYTES = 1024 * 1024
MAX_IMAGE_SIDE = 4_096
# shapes that a drawing makes a browser draw; with <use> Chromium takes 0.1 ms for each
MAX_DRAWN = 20_000
# of processor time; an honest page takes 1 ms, and what the counts below let through at most 4 s
MARKDOWN_SECONDS = 10.0
# per paragraph; the end of each link is looked for again: 250 000 take 19 s
MAX_OPEN_BRACKETS = 400
# characters without a free line; a colon looks at the rest of its paragraph: 250 000 of them take
# 13 s
MAX_PARAGRAPH = 50_000
MAX_FOOTNOTE_MARKS = 300
MAX_PROSE_DEPTH = 20  # list markers or quote marks one inside the other, on one line
MAX_PROBLEMS_SHOWN = 100
VALUE_SHOWN = 40  # characters of a wrong value that a message repeats
EXCERPT_WIDTH = 100  # characters of a quoted line
MAX_EXPORT_BYTES = 20 * 1024 * 1024  # a thousand issues have 2 MiB
MAX_POINTS = 5_000  # messages in one export; with more, export month by month
MAX_POINT_TEXT = 1_000  # characters kept of what a reader said
