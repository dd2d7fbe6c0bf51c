"""Where and what was measured."""

import os
import platform
import subprocess
import time

from .peers.weir import HOME


def facts(folder, quick):
    """Names and values, as they are before anything is measured."""
    return {
        "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
        "commit": commit(),
        "sizes": "quick" if quick else "full",
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "memory": memory(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "file system": file_system(folder),
        "load before": " ".join(f"{it:.2f}" for it in os.getloadavg()),
        "Python": platform.python_version(),
    }


def commit():
    """The commit of the checkout, and whether it was changed since; a checkout without Git has none."""
    found = output(["git", "-C", HOME, "rev-parse", "--short", "HEAD"])
    changed = output(["git", "-C", HOME, "status", "--porcelain", "--", "pom.xml", "weir", "src/main"])
    return f"{found or 'unknown'}{' with changes' if changed else ''}"


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
        return names[0] if names else platform.machine()
    except OSError:
        return output(["sysctl", "-n", "machdep.cpu.brand_string"]) or platform.machine()


def memory():
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / (1 << 30):.1f} GiB"


def file_system(folder):
    lines = output(["df", "-PT", folder]).splitlines()
    return lines[1].split()[1] if len(lines) > 1 else "unknown"


def output(argv):
    try:
        return subprocess.run(argv, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
