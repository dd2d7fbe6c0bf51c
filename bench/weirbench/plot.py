"""Cost as the graph grows: a picture of a results.csv, both axes by powers of ten."""

import csv
import math

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
LEFT, TOP, WIDTH, HEIGHT, RIGHT, BOTTOM = 70, 40, 520, 340, 130, 50


def lines_of(path, prefix="no-op-"):
    """For each tool, pairs of tasks and ms; rows whose name begins with `prefix`, and none that went wrong."""
    lines = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if row["row"].startswith(prefix) and row["tasks"] and not row["note"].startswith("wrong"):
                lines.setdefault(row["tool"], []).append((int(row["tasks"]), float(row["median_ms"])))
    return {tool: sorted(points) for tool, points in lines.items()}


def draw(lines, title):
    """The picture as SVG."""
    points = [point for line in lines.values() for point in line]
    if not points:
        raise ValueError("no row of the CSV has a number of tasks")
    x, least_x, most_x = scale([size for size, _ in points], LEFT, LEFT + WIDTH)
    y, least_y, most_y = scale([ms for _, ms in points], TOP + HEIGHT, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + RIGHT}" height="{TOP + HEIGHT + BOTTOM}"'
        ' font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        text(LEFT, 22, title, "start", ' font-size="15"'),
        text(LEFT + WIDTH / 2, TOP + HEIGHT + 40, "tasks", "middle"),
        text(18, TOP + HEIGHT / 2, "ms", "middle"),
    ]
    for power in range(least_x, most_x + 1):
        parts += [rule(x(10**power), TOP, x(10**power), TOP + HEIGHT)]
        parts += [text(x(10**power), TOP + HEIGHT + 18, f"{10**power:,}", "middle")]
    for power in range(least_y, most_y + 1):
        parts += [rule(LEFT, y(10**power), LEFT + WIDTH, y(10**power))]
        parts += [text(LEFT - 8, y(10**power) + 4, f"{10**power:,}", "end")]
    parts += curves(lines, x, y)
    return "\n".join([*parts, "</svg>", ""])


def scale(values, low, high):
    """A function from value to place, and the powers of ten around the values."""
    least = math.floor(math.log10(min(values)))
    most = max(math.ceil(math.log10(max(values))), least + 1)
    return (lambda value: low + (math.log10(value) - least) / (most - least) * (high - low)), least, most


def curves(lines, x, y):
    """Each tool's line, with its name at the end, moved where two names would lie on each other."""
    parts, taken = [], []
    by_height = sorted(lines, key=lambda tool: y(lines[tool][-1][1]))
    for tool in by_height:
        colour = COLOURS[list(lines).index(tool) % len(COLOURS)]
        places = [(x(size), y(ms)) for size, ms in lines[tool]]
        path = " ".join(f"{left:.1f},{top:.1f}" for left, top in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{left:.1f}" cy="{top:.1f}" r="3" fill="{colour}"/>' for left, top in places]
        left, top = places[-1]
        while any(abs(left - at) < 100 and abs(top - height) < 13 for at, height in taken):
            top += 1
        taken.append((left, top))
        parts.append(text(left + 7, top + 4, tool, "start", f' fill="{colour}"'))
    return parts


def rule(left, top, right, bottom):
    return f'<line x1="{left:.1f}" y1="{top:.1f}" x2="{right:.1f}" y2="{bottom:.1f}" stroke="#ddd"/>'


def text(left, top, words, anchor, more=""):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}"{more}>{escaped}</text>'
