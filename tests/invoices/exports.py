"""Exports in tests: running their verifier as a reader does, and changing them as a forger does."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Line = dict[str, Any]
Facts = dict[str, Any]


def verify(export: Path, *options: str) -> tuple[int, str]:
    """Run the script in the folder `export`, without any package and without this project."""
    command = [sys.executable, "-I", "-S", "verify.py", *options]
    done = subprocess.run(command, cwd=export, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def noted(export: Path) -> list[str]:
    """Return the options with the last seal of every series in `export`, as noted elsewhere."""
    options = []
    for chain in sorted(export.glob("chain/*.jsonl")):
        lines = lines_of(chain)
        options += ["--seal", f"{chain.stem}={sum(not is_pdf(line) for line in lines)}:{lines[-1]['sha256']}"]
    return options


def chain(export: Path, prefix: str) -> Path:
    """Return the file of the chain of the series with `prefix`."""
    (found,) = export.glob(f"chain/*-{prefix}*.jsonl")
    return found


def lines_of(file: Path) -> list[Line]:
    """Return the lines of a chain."""
    return [json.loads(line) for line in file.read_text().splitlines()]


def write(file: Path, lines: list[Line]) -> None:
    """Write the `lines` of a chain."""
    file.write_text("".join(json.dumps(line, sort_keys=True) + "\n" for line in lines))


def is_pdf(line: Line) -> bool:
    """Tell whether `line` is the link of a PDF."""
    return '"link":"rendition"' in line.get("body", "")


def reseal(lines: list[Line]) -> None:
    """Give all `lines` matching seals, as a forger who knows the format can."""
    previous = ""
    seals: dict[str, str] = {}
    for line in lines:
        facts = json.loads(line.get("body") or line["left"])
        if is_pdf(line):
            line["body"] = text_of(facts | {"seal": seals.get(facts["number"], "")})
        line["previous"] = previous
        if "left" not in line:
            line["sha256"] = _hash("\n".join([previous, *_sealed(line)]))
        if not is_pdf(line):
            seals[facts["number"]] = line["sha256"]
        previous = line["sha256"]


def text_of(facts: Facts) -> str:
    """Return `facts` in the form of a sealed text."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"))


def _sealed(line: Line) -> list[str]:
    return [_hash(line["body"]), line["personal_sha256"]] if "personal" in line else [line["body"]]


def change(line: Line, key: str, how: Callable[[Facts], Facts]) -> None:
    """Change the facts in the text `key` of `line`, and the hash of the text where the line contains it."""
    line[key] = text_of(how(json.loads(line[key])))
    if key == "personal":
        line["personal_sha256"] = _hash(line[key])


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
