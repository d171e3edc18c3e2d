"""python weasy.py PAGE OUTPUT: turn a page into a tagged PDF by WeasyPrint, in the peers'
environment. Prints as JSON what the call alone took."""

import json
import sys
import time

# in the environment of the peers
from weasyprint import CSS, HTML  # type: ignore[import-not-found]

page, output = sys.argv[1:]
started = time.perf_counter(), time.process_time()
HTML(filename=page).write_pdf(
    output, stylesheets=[CSS(string="@page { size: letter }")], pdf_variant="pdf/ua-1"
)
print(
    json.dumps({"wall": time.perf_counter() - started[0], "cpu": time.process_time() - started[1]})
)
