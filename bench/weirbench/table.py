"""Medians, spread and ratios of what was measured, as Markdown and CSV."""

import csv
from dataclasses import dataclass
from statistics import median

FIELDS = ("row", "tool", "tasks", "median_ms", "min_ms", "q1_ms", "q3_ms", "max_ms", "peak_mb", "runs", "note")


@dataclass(frozen=True)
class Figure:
    """What a tool came to in a row."""

    row: str
    tool: str
    tasks: object
    times: list
    peak_mb: float
    note: str

    @property
    def ms(self):
        return median(self.times)

    def quartiles(self):
        """Medians of the lower and of the upper half, each with the middle one."""
        times = sorted(self.times)
        half = (len(times) + 1) // 2
        return median(times[:half]), median(times[-half:])


def figures(rows, sizes, samples):
    """A figure for each cell that was measured, row by row."""
    found = []
    for row in rows:
        of_row = [it for it in samples if it.row == row.id]
        for cell in dict.fromkeys(it.cell for it in of_row):
            found.append(figure(row.id, cell, row.tasks(sizes), [it for it in of_row if it.cell == cell]))
    return found


def figure(row, cell, tasks, samples):
    """The warm-up counts only where it is all there is."""
    rounds = [it for it in samples if it.round] or samples
    problems = [it.problem for it in samples if it.problem]
    note = f"wrong: {problems[0]}" if problems else "" if rounds[0].round else "once, without a warm-up"
    return Figure(row, cell, tasks, [it.ms for it in rounds], max(it.peak_mb for it in rounds), note)


def write_csv(path, figures):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(FIELDS)
        for it in figures:
            q1, q3 = it.quartiles()
            shown = [f"{ms:.2f}" for ms in (it.ms, min(it.times), q1, q3, max(it.times))]
            writer.writerow([it.row, it.tool, it.tasks or "", *shown, f"{it.peak_mb:.1f}", len(it.times), it.note])


def write_samples(path, samples):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("row", "tool", "round", "ms", "peak_mb", "problem"))
        for it in samples:
            writer.writerow([it.row, it.cell, it.round, f"{it.ms:.2f}", f"{it.peak_mb:.1f}", it.problem])


def markdown(facts, rows, sizes, figures, notes):
    """All of it, for people. Goals are those of the full sizes: with others there is no verdict."""
    parts = ["| | |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in facts.items())]
    parts.append("## What weir is to reach\n\n" + goals(rows, sizes, figures))
    parts.append("## Medians, in ms, and the memory of the largest process\n\n" + medians(rows, sizes, figures))
    parts.append("## Spread\n\n" + spread(figures))
    if notes:
        parts.append("## Notes\n\n" + "".join(f"- {note}\n" for note in notes))
    return "\n".join(parts)


def goals(rows, sizes, figures):
    lines = ["| Row | To reach | Measured | |\n|---|---|---|---|\n"]
    for row in rows:
        known = [it for it in figures if it.row == row.id and not it.note.startswith("wrong")]
        ms, mb = {it.tool: it.ms for it in known}, {it.tool: it.peak_mb for it in known}
        for goal in row.goals(sizes):
            try:
                value = goal.figure(ms, mb)
            except KeyError as missing:
                lines.append(f"| {row.title(sizes)} | {goal.text} | not measured: {missing.args[0]} | |\n")
                continue
            verdict = "" if sizes.quick else "reached" if goal.reached(value) else "**not reached**"
            lines.append(f"| {row.title(sizes)} | {goal.text} | {number(value)} {goal.unit} | {verdict} |\n")
    return "".join(lines)


def medians(rows, sizes, figures):
    tools = list(dict.fromkeys(it.tool for it in figures))
    lines = ["| Row | " + " | ".join(tools) + " |\n|---|" + "---|" * len(tools) + "\n"]
    for row in rows:
        cells = {it.tool: it for it in figures if it.row == row.id}
        if cells:
            lines.append(f"| {row.title(sizes)} | " + " | ".join(cell(cells.get(tool)) for tool in tools) + " |\n")
    return "".join(lines)


def cell(it):
    if it is None:
        return ""
    if it.note.startswith("wrong"):
        return "wrong"
    return f"{number(it.ms)}{' (once)' if it.note else ''}, {it.peak_mb:.0f} MB"


def spread(figures):
    lines = ["| Row | Tool | Median | Least | Quartiles | Most | Runs | |\n|---|---|---|---|---|---|---|---|\n"]
    for it in figures:
        q1, q3 = it.quartiles()
        lines.append(
            f"| {it.row} | {it.tool} | {number(it.ms)} | {number(min(it.times))} | {number(q1)} – {number(q3)} |"
            f" {number(max(it.times))} | {len(it.times)} | {one_line(it.note)} |\n"
        )
    return "".join(lines)


def one_line(text):
    return " ".join(text.replace("|", "/").split())


def number(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
