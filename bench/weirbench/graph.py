"""The graph that all tools build: `cat a > b`, again and again, in groups.

A group has one source file and up to `group` tasks in the shape of a binary tree: its first task reads the source,
task j the output of task (j - 1) // 2. So a group of ten has four layers, each output is read by up to two tasks, and a
changed source makes just its group run again. With `group=1` all tasks stand alone. Each output must hold what the
source of its group holds: that is how it is checked what was made.
"""

import os
import random
from collections import namedtuple

Task = namedtuple("Task", "name input output needs last")
Task.__doc__ = "`needs` is the name of the task that makes the input, or None; `last`: no other task reads its output."

BLOCK = 16 << 20  # further apart than the window of ordinary compressors: a large file is as incompressible as it looks


class Graph:
    """`packaged`: the files of a group lie together in one folder, as package managers want it."""

    def __init__(self, size, group=10, source_bytes=64, packaged=False):
        self.size = size
        self.group = group
        self.source_bytes = source_bytes
        self.packaged = packaged
        self.groups = -(-size // group)

    def tasks(self):
        for number in range(self.size):
            group, at = divmod(number, self.group)
            input, needs = self.source(group), None
            if at:
                input, needs = self.output(group, (at - 1) // 2), f"t{group}_{(at - 1) // 2}"
            yield Task(f"t{group}_{at}", input, self.output(group, at), needs, 2 * at + 1 >= self.tasks_in(group))

    def tasks_in(self, group):
        return min(self.group, self.size - group * self.group)

    def source(self, group):
        return f"{self.folder(group)}/source.txt" if self.packaged else f"src/{group // 100}/{group}.txt"

    def output(self, group, at):
        return f"{self.folder(group)}/{at}.txt" if self.packaged else f"out/{group // 100}/{group}_{at}.txt"

    @staticmethod
    def folder(group):
        return f"packages/{group // 100}/g{group}"

    def content(self, group, version):
        """What the source of a group holds, in pieces: the same for the same version, another for each other one."""
        head = f"{version:08d} {group:010d} ".encode()
        left = self.source_bytes
        if left <= 4096:
            yield head + b"x" * (left - len(head) - 1) + b"\n"
            return
        block = random.Random(group).randbytes(min(BLOCK, left))
        for number in range(-(-left // BLOCK)):
            piece = head + b"%010d" % number + block[len(head) + 10 :]
            yield piece[:left]
            left -= len(piece[:left])

    def write_sources(self, root):
        for group in range(self.groups):
            self.write_source(root, group, 0)
        if not self.packaged:
            for group in range(0, self.groups, 100):
                os.makedirs(f"{root}/out/{group // 100}", exist_ok=True)

    def write_source(self, root, group, version):
        path = f"{root}/{self.source(group)}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            for piece in self.content(group, version):
                file.write(piece)

    def remove_outputs(self, root):
        for task in self.tasks():
            try:
                os.unlink(f"{root}/{task.output}")
            except FileNotFoundError:
                pass

    def wrong_outputs(self, root, versions=None):
        """The outputs that do not hold what they should; `versions`: those of the sources that were changed."""
        versions = versions or {}
        wrong = []
        for group in range(self.groups):
            version = versions.get(group, 0)
            small = next(self.content(group, version)) if self.source_bytes <= 4096 else None
            for at in range(self.tasks_in(group)):
                path = f"{root}/{self.output(group, at)}"
                if not self._holds(path, small, group, version):
                    wrong.append(self.output(group, at))
        return wrong

    def _holds(self, path, small, group, version):
        try:
            with open(path, "rb") as file:
                if small is not None:
                    return file.read() == small
                return all(file.read(len(it)) == it for it in self.content(group, version)) and not file.read(1)
        except FileNotFoundError:
            return False

    def stamps(self, root):
        """Inode and time of each output: another one than before means that it was written."""
        stamps = []
        for task in self.tasks():
            try:
                state = os.stat(f"{root}/{task.output}")
                stamps.append((state.st_ino, state.st_mtime_ns))
            except FileNotFoundError:
                stamps.append(None)
        return stamps
