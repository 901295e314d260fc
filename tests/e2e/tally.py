#!/usr/bin/env python3
"""Tally: how well a scan tells the planted from the honest, over many seeds.

    tests/e2e/tally.py ROLLCALL_BIN [--seeds 10] [--first 1] [--workers 120]
    tests/e2e/tally.py ROLLCALL_BIN --company DIR --result scan.json

For each seed a company is made up, scanned, and its truth opened.  The figures
are the point; the exit status is 1 only when most planted workers were missed
in total, or more than one honest person in twenty got a case.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
import time

FOUND_AT_LEAST = 0.50
ACCUSED_AT_MOST = 0.05


def run(command, quiet=True):
    out = subprocess.run(command, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, check=False)
    if out.returncode != 0 and not quiet:
        sys.exit("%s: status %d\n%s" % (" ".join(command), out.returncode,
                                        out.stderr.decode(errors="replace")))
    return out


def scanned(binary, folder, work, threads):
    """The scan's document.  Its status may tell of cases: only a missing
    document is a failure."""
    result = os.path.join(work, "result.json")
    command = [binary, "scan", folder, "--store", os.path.join(work, "store"),
               "--json", result, "--quiet"]
    if threads:
        command += ["--threads", str(threads)]
    out = run(command)
    if not os.path.exists(result):
        sys.exit("scan wrote no result: status %d\n%s"
                 % (out.returncode, out.stderr.decode(errors="replace")))
    with open(result, encoding="utf-8") as file:
        return json.load(file)


def matched(truth, scan):
    """The scan's subject of each person in the truth, by mail, else by id."""
    by_mail, by_id = {}, {}
    for subject in scan["subjects"]:
        by_id[subject["id"]] = subject
        for mail in subject.get("emails", []):
            by_mail[mail.lower()] = subject
    pairs = []
    for person in truth["people"]:
        subject = next((by_mail[m] for m in person["emails"] if m in by_mail),
                       by_id.get(person["id"]))
        pairs.append((person, subject))
    return pairs


def rings_found(truth, scan):
    """Planted rings of two or more workers, and how many of them the scan
    holds together at least in part: two members in one of its rings."""
    planted = collections.defaultdict(list)
    for person in truth["people"]:
        if person["planted"] and person["ring"] and person["worker"]:
            planted[person["ring"]].append(set(person["emails"])
                                           | {person["id"]})
    told = [set(m.lower() for m in ring["members"])
            for ring in scan.get("rings", [])]
    found = sum(1 for members in planted.values()
                if any(sum(1 for m in members if m & ring) >= 2
                       for ring in told))
    return found, len(planted)


def signs_of(subject):
    present = [f for f in subject.get("findings", [])
               if f.get("state") == "present"]
    return ", ".join("%s %+.1f" % (f["signal"], f["llr"]) for f in present)


class Sums(collections.Counter):
    pass


def one_seed(args, seed, sums, kinds, everyone):
    with tempfile.TemporaryDirectory(prefix="rollcall-tally-") as work:
        folder = os.path.join(work, "company")
        run([args.binary, "demo", folder, "--seed", str(seed), "--workers",
             str(args.workers)], quiet=False)
        truth = json.loads(run([args.binary, "demo", "--truth", folder],
                               quiet=False).stdout)
        began = time.monotonic()
        scan = scanned(args.binary, folder, work, args.threads)
        seconds = time.monotonic() - began
    row = Sums()
    for person, subject in matched(truth, scan):
        case = bool(subject and subject.get("case"))
        row["unmatched"] += subject is None
        if person["planted"]:
            what = "planted" if person["worker"] else "planted_applicants"
            row[what] += 1
            row[what + "_found"] += case
            if not case and args.verbose:
                print("  missed   %s (%s): %s" %
                      (person["id"], person["why"],
                       signs_of(subject) if subject else "not in the scan"))
            continue
        row["honest"] += 1
        row["accused"] += case
        for why in person["why"].split("; "):
            everyone[why] += 1
            kinds[why] += case
        if case and args.verbose:
            print("  accused  %s (%s): %s" % (person["id"], person["why"],
                                              signs_of(subject)))
    row["rings_found"], row["rings"] = rings_found(truth, scan)
    cases = row["planted_found"] + row["accused"]
    precision = row["planted_found"] / cases if cases else None
    recall = row["planted_found"] / row["planted"]
    print("%6d %7d/%-3d %8.2f %7d/%-4d %9s %5d/%-2d %8d/%-2d %9d %7.1f"
          % (seed, row["planted_found"], row["planted"], recall,
             row["accused"], row["honest"],
             "-" if precision is None else "%.2f" % precision,
             row["rings_found"], row["rings"],
             row["planted_applicants_found"], row["planted_applicants"],
             row["unmatched"], seconds))
    sums.update(row)
    return precision, recall


def one_company(args):
    """A company that was scanned already: two sentences."""
    truth = json.loads(run([args.binary, "demo", "--truth", args.company],
                           quiet=False).stdout)
    with open(args.result, encoding="utf-8") as file:
        scan = json.load(file)
    counts = Sums()
    for person, subject in matched(truth, scan):
        who = "planted" if person["planted"] else "honest"
        if person["worker"] or who == "honest":
            counts[who] += 1
            counts[who + "_case"] += bool(subject and subject.get("case"))
    rings = rings_found(truth, scan)
    print("the seal opened: %d of %d planted workers are among the cases, %d "
          "of %d honest people are, %d of %d rings are held together"
          % (counts["planted_case"], counts["planted"], counts["honest_case"],
             counts["honest"], rings[0], rings[1]))
    return 0


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("binary")
    args.add_argument("--seeds", type=int, default=10)
    args.add_argument("--first", type=int, default=1)
    args.add_argument("--workers", type=int, default=120)
    args.add_argument("--threads", type=int, default=0)
    args.add_argument("--company", help="a folder that `demo` wrote")
    args.add_argument("--result", help="what `scan --json` wrote of it")
    args.add_argument("--verbose", action="store_true",
                      help="who was missed and who was accused, and by what")
    args = args.parse_args()
    if args.company:
        return one_company(args)
    sums, kinds, everyone = Sums(), collections.Counter(), collections.Counter()
    precisions, recalls = [], []

    print("%6s %11s %8s %12s %9s %8s %11s %9s %7s"
          % ("seed", "found", "recall", "accused", "precision", "rings",
             "applicants", "unmatched", "seconds"))
    for seed in range(args.first, args.first + args.seeds):
        precision, recall = one_seed(args, seed, sums, kinds, everyone)
        recalls.append(recall)
        if precision is not None:
            precisions.append(precision)
        sys.stdout.flush()

    found = sums["planted_found"] / max(1, sums["planted"])
    accused = sums["accused"] / max(1, sums["honest"])
    print("\naverage over %d seeds: precision %s, recall %.2f"
          % (args.seeds,
             "%.2f" % (sum(precisions) / len(precisions)) if precisions
             else "-", sum(recalls) / max(1, len(recalls))))
    print("in total: %d of %d planted workers found (%.1f %%), %d of %d honest "
          "accused (%.2f %%), %d of %d rings"
          % (sums["planted_found"], sums["planted"], 100 * found,
             sums["accused"], sums["honest"], 100 * accused,
             sums["rings_found"], sums["rings"]))
    if sums["accused"]:
        print("\nhonest people with a case, by what is odd of them:")
        for why, count in kinds.most_common():
            if count:
                print("  %3d of %-5d %s" % (count, everyone[why], why))
    if found < FOUND_AT_LEAST or accused > ACCUSED_AT_MOST:
        print("\nfailed: fewer than %d %% found or more than %d %% accused"
              % (100 * FOUND_AT_LEAST, 100 * ACCUSED_AT_MOST))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
