#!/usr/bin/env python3
"""Tells what meson's runners counted:  junit.py TESTLOG.junit.xml

A line a program, the failed cases under it with what was printed, and last
`N passed, N failed, N skipped`, each a test case and not a program.
"""

import sys
import xml.etree.ElementTree as ElementTree

SHOWN = 60  # lines of a failing program's output


def state(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


def main():
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for suite in ElementTree.parse(sys.argv[1]).getroot():
        name = suite.get("name").split(":")[-1]
        cases = [(case.get("name"), state(case), case)
                 for case in suite.iter("testcase")]
        bad = [found for found in cases if found[1] == "failed"]
        if not bad and int(suite.get("failures", 0)) + int(suite.get("errors", 0)):
            cases.append(("ends well", "failed", suite))
            bad = cases[-1:]
        for _, what, _ in cases:
            total[what] += 1
        print("  %-44s %4d passed%s" % (
            name, sum(what == "passed" for _, what, _ in cases),
            ", %d FAILED" % len(bad) if bad else ""))
        for title, what, case in cases:
            if what == "skipped":
                print("    # SKIP %s %s" % (title, case.find("skipped").get("message") or ""))
        for title, _, _ in bad:
            print("    not ok %s" % title)
        if bad:
            said = "".join(e.text or "" for tag in ("system-out", "system-err")
                           for e in suite.iter(tag))
            lines = [line for line in said.splitlines() if not line.startswith("ok ")]
            for line in lines[-SHOWN:]:
                print("    | " + line)
    print("%(passed)d passed, %(failed)d failed, %(skipped)d skipped" % total)
    return 0


if __name__ == "__main__":
    sys.exit(main())
