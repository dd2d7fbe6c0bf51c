"""Wall time and peak memory of one command."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

# The JVM and make read options from these; a store or a cache of the user's own would be another one than is measured.
UNWANTED = (
    "_JAVA_OPTIONS",
    "JAVA_TOOL_OPTIONS",
    "JDK_JAVA_OPTIONS",
    "MAKEFLAGS",
    "NINJA_STATUS",
    "WEIR_AOT",
    "WEIR_CACHE",
    "WEIR_JAVA_OPTS",
)


@dataclass(frozen=True)
class Run:
    """What one command did: its time, its largest process, its exit code, and the files of its output and errors."""

    ms: float
    peak_mb: float
    code: int
    timed_out: bool
    out: str
    err: str

    def said(self):
        with open(self.out, errors="replace") as out, open(self.err, errors="replace") as err:
            return out.read() + err.read()

    def failure(self):
        """Why it did not end well, or None."""
        if self.timed_out:
            return "was ended for taking too long"
        if self.code:
            return f"exit code {self.code}: {self.said().strip()[-300:]}"
        return None


class Starter:
    """Starts commands through a small process of its own (see spawn). Close it: that ends what still runs."""

    def __init__(self, folder):
        self.out = os.path.join(folder, "stdout.txt")
        self.err = os.path.join(folder, "stderr.txt")
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "spawn.py")
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, argv, cwd, env=None, limit=900):
        environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
        environment.update(env or {})
        program = shutil.which(argv[0], path=environment.get("PATH"))
        if program is None:
            raise FileNotFoundError(argv[0])
        order = {
            "argv": [program, *argv[1:]],
            "cwd": cwd,
            "env": environment,
            "out": self.out,
            "err": self.err,
            "limit": limit,
        }
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"nothing was heard of {argv[0]}")
        return Run(out=self.out, err=self.err, **json.loads(answer))

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
