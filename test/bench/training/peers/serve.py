"""
A contender as a process: it is told what to do by lines on standard input, one word each, and answers each with a line
of JSON on a descriptor of its own, so that libraries may print what they like.
"""

import json
import os
import sys
import time

# Seconds of the wall, or those that all threads of the process were at work.
clock = time.process_time if os.environ.get("BENCH_CLOCK") == "cpu" else time.perf_counter
answers = os.fdopen(int(os.environ["BENCH_ANSWERS"]), "w")


def answer(**record):
    print(json.dumps(record), file=answers, flush=True)


def next_command():
    """`epoch`, `infer`, or `end`; also `end` where nobody asks any more."""
    return sys.stdin.readline().strip() or "end"
