"""Starts commands for the bench, one at a time, and says what each took.

A process of its own, because the kernel counts the memory of the process that starts another one as memory of the
started one, until it has become another program: this one stays small however much the bench holds. Reads one JSON
object a line, answers with one. Each command leads a session of its own, so that all of it can be ended.
"""

import json
import os
import signal
import sys
import time

child = 0
timed_out = False


def end_child(*_):
    if child:
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            pass


def stop(*_):
    end_child()
    os._exit(1)


def too_long(*_):
    global timed_out
    timed_out = True
    end_child()


def run(order):
    global child, timed_out
    timed_out = False
    os.chdir(order["cwd"])
    make = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, order["out"], make, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, order["err"], make, 0o644),
    ]
    signal.setitimer(signal.ITIMER_REAL, order["limit"])
    began = time.perf_counter_ns()
    try:
        child = os.posix_spawn(order["argv"][0], order["argv"], order["env"], file_actions=files, setsid=True)
        _, status, usage = os.wait4(child, 0)
    finally:
        took = time.perf_counter_ns() - began
        signal.setitimer(signal.ITIMER_REAL, 0)
    child = 0
    peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
    return {"ms": took / 1e6, "peak_mb": peak, "code": code, "timed_out": timed_out}


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the bench that hears Ctrl-C, and says so by closing the pipe
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGALRM, too_long)
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


main()
