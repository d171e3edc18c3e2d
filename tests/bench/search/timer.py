"""python timer.py REPORT COMMAND…: run a command, and write its seconds of processor and its peak
of memory to a file.

A process begins with the peak of the one that started it (Linux counts it so), and the bench itself
holds whole sets of pages. This one holds nothing.
"""

import json
import os
import sys

report, *command = sys.argv[1:]
process = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(process, 0)
with open(report, "w", encoding="utf-8") as file:
    json.dump({"cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}, file)
sys.exit(os.waitstatus_to_exitcode(status) and 1)
