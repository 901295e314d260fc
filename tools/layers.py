#!/usr/bin/env python3
"""Checks that the folders of src/ keep to their charters.  Speaks TAP.

    tools/layers.py [--compile "CC ARGS"]

What a folder includes, which header of it others may include, what the pure
folders must not call, how a header opens and is guarded, and with --compile
that each header compiles alone.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# In the order that data travels.  A folder includes itself, base/, what is
# named here, and what those may include.
NEEDS = {
    "base": [],
    "formats": [],
    "observations": [],
    "sources": ["formats", "observations"],
    "readers": [],
    "subjects": ["observations"],
    "signals": ["subjects"],
    "rules": ["signals"],
    "links": ["signals"],
    "weighing": ["links", "rules"],
    "cases": ["weighing"],
    "store": [],
    "pipeline": ["cases", "sources", "readers", "store"],
    "demo": [],
    "faces/answers": ["store"],
    "faces/reports": [],
    "faces/cli": ["faces/answers", "faces/reports", "pipeline", "demo"],
}
DOORS = {
    "formats/format.h", "observations/observation.h", "sources/source.h",
    "readers/reader.h", "subjects/subject.h", "signals/signal.h",
    "rules/rule.h", "links/link.h", "weighing/weigh.h", "cases/case.h",
    "store/store.h", "pipeline/pipeline.h", "demo/demo.h",
    "faces/answers/answer.h", "faces/reports/report.h", "faces/cli/cli.h",
    # the tables that a door is made from
    "observations/fields.def", "observations/kinds.def", "signals/catalog.def",
}  # base/ has nothing but doors
# Text that each kernel_*.c includes under its own vector primitives.
TEMPLATES = {"formats/csv_scan.h", "formats/json_scan.h", "formats/plain_bits.h"}
# From observations/ to cases/ the same input gives the same answer: no file,
# socket, clock, thread, lock or random number.
PURE = ["observations", "sources", "subjects", "signals", "rules", "links",
        "weighing", "cases"]
WORLD = re.compile(
    r"\b((?:f|fd|p|mem|shm_)?open(?:at|dir)?|creat|mmap|unlink|rename|stat|"
    r"fread|fwrite|fgets|read|write|pread|pwrite|printf|puts|putchar|"
    r"socket|connect|getenv|setenv|system|fork|exec[lv]p?e?|sleep|usleep|"
    r"nanosleep|time|clock|clock_gettime|gettimeofday|localtime(?:_r)?|"
    r"rc_time_now|s?rand(?:om)?(?:_r)?|drand48|getrandom|arc4random\w*|"
    r"randombytes\w*|pthread_\w+|thrd_\w+|mtx_\w+|sem_\w+)\s*\(")


def folder_of(name):
    parts = name.split("/")
    return "/".join(parts[:2]) if parts[0] == "faces" else parts[0]


def may_include(folder):
    found, left = {folder, "base"}, list(NEEDS.get(folder, []))
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += NEEDS[one]
    return found


def code_only(text):
    """Without comments and strings, on the same lines."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'',
                  blank, text, flags=re.S)


def sources():
    for top, _, names in sorted(os.walk(os.path.join(ROOT, "src"))):
        for name in sorted(names):
            if name.endswith((".c", ".h", ".def")):
                path = os.path.join(top, name)
                with open(path, encoding="utf-8") as file:
                    yield os.path.relpath(path, os.path.join(ROOT, "src")), file.read()


def check_includes(files):
    """folders include only what their charter names"""
    for name, text in files.items():
        allowed = may_include(folder_of(name))
        if folder_of(name) not in NEEDS:
            yield name, 1, "folder %s has no charter in tools/layers.py" % folder_of(name)
        for match in re.finditer(r'^\s*#\s*include\s*"([^"]+)"', text, re.M):
            other = match.group(1)
            line = text.count("\n", 0, match.start(1)) + 1
            if other not in files:
                yield name, line, '"%s" is not written from src/' % other
            elif folder_of(other) not in allowed:
                yield name, line, "%s may not include %s" % (folder_of(name), other)


def check_doors(files):
    """only doors are included from other folders"""
    for name, text in files.items():
        for match in re.finditer(r'^\s*#\s*include\s*"([^"]+)"', text, re.M):
            other = match.group(1)
            if (other in files and folder_of(other) not in (folder_of(name), "base")
                    and other not in DOORS):
                line = text.count("\n", 0, match.start(1)) + 1
                yield name, line, "%s is behind the door of %s" % (other, folder_of(other))


def check_pure(files):
    """no file, socket, clock, thread, lock or random number from observations to cases"""
    for name, text in files.items():
        if folder_of(name) not in PURE or name.endswith(".def"):
            continue
        for number, line in enumerate(code_only(text).splitlines(), 1):
            for match in WORLD.finditer(line):
                # a member called through a pointer is not the C library's
                if not re.search(r"(->|\.)\s*$", line[:match.start()]):
                    yield name, number, "calls %s" % match.group(1)


def check_opening(files):
    """a door opens with its folder's charter, a file with what it is for"""
    for name, text in files.items():
        if name.endswith(".def"):
            continue
        first = re.match(r"/\*\s*\*?\s*([\w.\-/]+) -- \S", text)
        if name in DOORS or name == "base/base.h":
            noun = folder_of(name).split("/")[-1]
            if not first or first.group(1).rstrip("/") not in (noun, folder_of(name)):
                yield name, 1, "does not open with: %s -- its charter" % noun
        elif not first and not re.match(r"/\*", text):
            yield name, 1, "does not open with what it is for"


def check_guards(files):
    """headers are guarded by RC_FOLDER_NAME_H"""
    for name, text in files.items():
        if not name.endswith(".h") or name in TEMPLATES:
            continue
        words = name[:-2].upper().split("/")
        wanted = {"RC_%s_H" % re.sub(r"\W", "_", "_".join(way)) for way in (
            words, words[:1] + words[-1:],  # the noun of a face says which
            words[:1] + [words[-2].rstrip("S")] + words[-1:])}
        found = re.search(r"^#ifndef (\w+)\n#define (\w+)$", text, re.M)
        if not found or found.group(1) != found.group(2):
            yield name, 1, "is not guarded: %s" % min(wanted)
        elif found.group(1) not in wanted:
            yield name, 1, "guard %s, not %s" % (found.group(1), min(wanted))


def check_alone(files, command):
    """each header compiles alone"""
    def compile_one(name):
        done = subprocess.run(
            shlex.split(command) + ["-x", "c", "-fsyntax-only", "-"],
            input='#include "%s"\n#include "%s"\n' % (name, name),
            cwd=ROOT, capture_output=True, text=True)
        return name, done.returncode, done.stderr
    headers = [n for n in files if n.endswith(".h") and n not in TEMPLATES]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, code, said in pool.map(compile_one, headers):
            if code:
                yield name, 1, said.splitlines()[0] if said else "does not compile"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compile", metavar="CC")
    args = parser.parse_args()
    files = dict(sources())
    checks = [check_includes, check_doors, check_pure, check_opening, check_guards]
    results = [(check.__doc__, sorted(check(files))) for check in checks]
    if args.compile:
        results.append((check_alone.__doc__, sorted(check_alone(files, args.compile))))
    print("1..%d" % len(results))
    for number, (says, wrong) in enumerate(results, 1):
        print("%s %d - %s" % ("not ok" if wrong else "ok", number, says))
        for name, line, why in wrong:
            print("# src/%s:%d: %s" % (name, line, why))
    return any(wrong for _, wrong in results)


if __name__ == "__main__":
    sys.exit(main())
