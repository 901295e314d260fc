#!/usr/bin/env python3
"""Writes docs/formats from `rollcall sources --json`.

    format_pages.py BIN [FOLDER]

A page is written for each source that is read by a table (src/sources/table.h)
and has no page yet, or has one that was written by this program; a page written
by hand is left alone.  The list in README.md is written anew.
"""

import json
import os
import subprocess
import sys
import textwrap

MADE = "<!-- made by tools/format_pages.py -->"
WIDTH = 100


def wrapped(text):
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        break_long_words=False,
        break_on_hyphens=False,
    )


def quoted(words, last="and"):
    words = ["`%s`" % word for word in words]
    if len(words) < 2:
        return "".join(words)
    return "%s %s %s" % (", ".join(words[:-1]), last, words[-1])


def readable(kind):
    return kind.replace("_", " ")


def sentence(text):
    return text[:1].upper() + text[1:]


def becomes(source):
    """Which kinds its records become, and how an outcome is told."""
    kinds = {}
    for row in source["rows"]:
        if row["field"] == "kind":
            kinds[row["words"]] = True
    kinds.pop(source["kind"], None)
    text = "A record becomes %s" % readable(source["kind"])
    if kinds:
        text += "; by what they tell, some become " + ", ".join(
            readable(kind) for kind in kinds
        )
    text += "."
    success = [
        word
        for row in source["rows"]
        if row["field"] == "outcome" and row["words"]
        for word in row["words"].split("|")
        if word != "*"
    ]
    if success:
        text += "  These words are success: %s." % quoted(sorted(set(success)))
    if source["kind"] == "directory":
        text += (
            "  It ties a person's accounts together (mail, login, number,"
            " telephone) and claims nothing of the person."
        )
    return text


def fields(source):
    """[(field, [path...])], in the table's order."""
    found = {}
    for row in source["rows"]:
        if row["field"] in ("", "kind") or not row["from"]:
            continue
        paths = found.setdefault(row["field"], [])
        for path in row["from"].split("|"):
            if path not in paths:
                paths.append(path)
    return found.items()


def marks(source):
    parts = []
    for mark in source["marks"]:
        if mark.startswith("!"):
            parts.append("not `%s`" % mark[1:])
        else:
            words = [word.replace("=", " = ", 1) for word in mark.split("|")]
            parts.append(" or ".join("`%s`" % word for word in words))
    return "A record is this source's when it has all of: %s." % "; ".join(parts)


def page(source):
    lines = [
        MADE,
        "# " + source["title"],
        "",
        "Source `%s`; vendor `%s`, stream `%s`; becomes %s."
        % (
            source["name"],
            source["vendor"],
            source["stream"],
            readable(source["kind"]),
        ),
        "",
        "## Where to get it",
        "",
        wrapped(source["how"]),
        "",
        "## What it takes",
        "",
        wrapped(sentence(source["needs"])),
        "",
        "## What it becomes",
        "",
        wrapped(becomes(source)),
        "",
        "## What is read",
        "",
        "The first path that is there counts; `each[]` stands for every element of a list, "
        "`list{k=v}`",
        "for the one whose `k` is `v`, `a!b` for JSON inside a string.",
        "",
        "| field | from |",
        "|---|---|",
    ]
    for field, paths in fields(source):
        text = ", ".join("`%s`" % path for path in paths)
        lines.append("| `%s` | %s |" % (field, text))
    lines += ["", wrapped(marks(source)), ""]
    if source["feeds"]:
        lines += [
            "## Signs it feeds",
            "",
            wrapped(", ".join("`%s`" % s for s in source["feeds"].split())),
            "",
        ]
    return "\n".join(lines).rstrip("\n") + "\n"


def readme(text, sources):
    """README.md with its table made anew."""
    lines = text.split("\n")
    first = lines.index("| source | what | becomes |")
    last = first
    while last < len(lines) and lines[last].startswith("|"):
        last += 1
    table = lines[first : first + 2] + [
        "| [%s](%s.md) | %s | %s |"
        % (s["name"], s["name"], s["title"], readable(s["kind"]))
        for s in sources
    ]
    return "\n".join(lines[:first] + table + lines[last:])


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: format_pages.py BIN [FOLDER]")
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[2] if len(sys.argv) == 3 else here + "/../docs/formats"
    done = subprocess.run(
        [sys.argv[1], "sources", "--json"], stdout=subprocess.PIPE, check=True
    )
    sources = json.loads(done.stdout)
    for source in sources:
        path = os.path.join(folder, source["name"] + ".md")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                if not file.read().startswith(MADE):
                    continue
        elif not source["rows"]:
            continue
        with open(path, "w", encoding="utf-8") as file:
            file.write(page(source))
    listed = [
        s
        for s in sources
        if os.path.exists(os.path.join(folder, s["name"] + ".md"))
    ]
    path = os.path.join(folder, "README.md")
    with open(path, encoding="utf-8") as file:
        text = readme(file.read(), listed)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
