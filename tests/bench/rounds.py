#!/usr/bin/env python3
"""Runs programs by turns and tells what each used; called by run.sh.

Turns (A B C A B C ...) let whatever else the machine does fall on all alike,
and ratios are taken within a round.  A run is a whole process, start and end
included; its CPU time is user and system of all its threads, as the kernel
accounted them to whoever waited for it.
"""
import argparse
import collections
import datetime
import json
import os
import platform
import re
import resource
import shlex
import shutil
import statistics
import subprocess
import tempfile
import threading
import time

MB = 1e6
DUCKDB, DUCKDB_START = "DuckDB, one GROUP BY", "DuckDB, `select 1`"
TICK = os.sysconf("SC_CLK_TCK")
# A child starts as a copy of us, and the kernel counts that in its peak.
OURS_MB = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB

Contender = collections.namedtuple("Contender", "name command store",
                                   defaults=(None,))
Run = collections.namedtuple("Run", "cpu wall peak_mb main others says")


class Watch(threading.Thread):
    """Looks every 50 ms at what each thread of a process used and at its peak
    memory, so that what one did in its last moment is missing."""

    def __init__(self, pid):
        super().__init__()
        self.pid, self.ended = pid, threading.Event()
        self.cpu, self.peak_mb = {}, 0.0

    def run(self):
        while True:
            try:
                self.look()
            except OSError:
                pass  # it, or a thread of it, ended while we looked
            if self.ended.wait(0.05):
                return

    def look(self):
        with open("/proc/%d/status" % self.pid, encoding="ascii",
                  errors="replace") as status:
            peak = re.search(r"VmHWM:\s*(\d+) kB", status.read())
        if peak:
            self.peak_mb = int(peak.group(1)) * 1024 / MB
        for tid in os.listdir("/proc/%d/task" % self.pid):
            with open("/proc/%d/task/%s/stat" % (self.pid, tid),
                      encoding="ascii", errors="replace") as stat:
                fields = stat.read().rpartition(")")[2].split()
            self.cpu[int(tid)] = (int(fields[11]) + int(fields[12])) / TICK


def run(command):
    """One whole process.  The observations are thrown away, and what was said
    is kept."""
    with tempfile.TemporaryFile() as says:
        out = subprocess.DEVNULL if command[1:2] == ["observe"] else says
        started = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out,
                                 stderr=says)
        watch = Watch(child.pid)
        watch.start()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - started
        watch.ended.set()
        watch.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        says.seek(0)
        text = says.read().decode(errors="replace")
    if child.returncode != 0:
        print("! %s: status %d\n%s" % (shlex.join(command), child.returncode,
                                       text))
    peak_mb = used.ru_maxrss * 1024 / MB
    if peak_mb < OURS_MB * 1.5:
        peak_mb = watch.peak_mb
    main_cpu = watch.cpu.pop(child.pid, 0.0)
    return Run(used.ru_utime + used.ru_stime, wall, peak_mb, main_cpu,
               sorted(watch.cpu.values(), reverse=True), text)


def query(log):
    """What a careful user would ask DuckDB: only the columns it needs are
    declared, so that it neither guesses nor reads more."""
    return """
        select sum(n)::bigint, count(*), sum(ips)::bigint, min(first),
               max(last), sum(failures)::bigint
        from (select actor.alternateId as who, count(*) as n,
                     count(distinct client.ipAddress) as ips,
                     min(published) as first, max(published) as last,
                     count(*) filter (outcome.result = 'FAILURE') as failures
              from read_json('%s', format = 'newline_delimited',
                   columns = {actor: 'STRUCT(alternateId VARCHAR)',
                              client: 'STRUCT(ipAddress VARCHAR)',
                              published: 'TIMESTAMP',
                              outcome: 'STRUCT(result VARCHAR)'})
              group by who)""" % log.replace("'", "''")


def contenders(args):
    store = os.path.join(args.work, "store")
    scan = [args.rollcall, "scan", args.log, "--store", store, "--threads"]
    yield Contender("wc -l", ["wc", "-l", args.log])
    yield Contender("rollcall observe", [args.rollcall, "observe", args.log])
    yield Contender("rollcall scan, 2 threads", scan + ["2"], store)
    yield Contender("rollcall scan, 1 thread", scan + ["1"], store)
    if args.duckdb:
        duckdb = shlex.split(args.duckdb)
        yield Contender(DUCKDB, duckdb + [query(args.log)])
        yield Contender(DUCKDB_START, duckdb + ["select 1"])
    else:
        print("DuckDB is not here and is left out: set DUCKDB_NODE to a folder"
              " where @duckdb/node-api is installed.\n")


def spread(values, digits=2):
    return "%.*f [%.*f..%.*f]" % (digits, statistics.median(values), digits,
                                  min(values), digits, max(values))


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("| --- " + "| ---: " * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def tell_machine(args):
    cpu = subprocess.run(["lscpu"], capture_output=True, text=True,
                         check=False).stdout
    model = re.search(r"Model name:\s*(.*)", cpu)
    version = subprocess.run([args.rollcall, "version"], capture_output=True,
                             text=True, check=False).stdout.strip()
    for name, value in (
            ("processor", model.group(1) if model else platform.machine()),
            ("cores", str(os.cpu_count())),
            ("kernel", "%s %s" % (platform.system(), platform.release())),
            ("compiler", args.compiler),
            ("rollcall", version.splitlines()[0] if version else "?"),
            ("date", datetime.date.today().isoformat()),
            ("load at the start", "%.1f %.1f %.1f" % os.getloadavg())):
        print("%-18s %s" % (name, value))
    print()


def compare(args):
    log_bytes = os.path.getsize(args.log)
    field = list(contenders(args))
    rounds = []
    run(["wc", "-l", args.log])  # the log is in the page cache from here on
    for n in range(args.rounds):
        rounds.append({})
        for one in field:
            if one.store:
                shutil.rmtree(one.store, ignore_errors=True)
            rounds[n][one.name] = run(one.command)
            if one.store:
                shutil.rmtree(one.store, ignore_errors=True)
    events = int(rounds[0]["wc -l"].says.split()[0])
    print("%.3f GB, %d events, %d rounds by turns; median [least..most]\n"
          % (log_bytes / 1e9, events, args.rounds))
    rows, ratios = [], []
    units = [lambda r: max(r["wc -l"].cpu, 1e-3)]
    if args.duckdb:
        units += [lambda r: r[DUCKDB].cpu,
                  lambda r: max(r[DUCKDB].cpu - r[DUCKDB_START].cpu, 1e-3)]
    for one in field:
        runs = [r[one.name] for r in rounds]
        cpu = [r.cpu for r in runs]
        peak = statistics.median(r.peak_mb for r in runs)
        rows.append([
            one.name, spread(cpu),
            "%.2f" % (statistics.median(cpu) / (log_bytes / 1e9)),
            "%.0f" % (log_bytes / MB / statistics.median(cpu)),
            "%.0f k" % (events / 1e3 / statistics.median(cpu)),
            spread([r.wall for r in runs]),
            "%.0f" % peak])
        if one.name == DUCKDB_START:
            rows[-1][2:5] = "-", "-", "-"
            continue
        ratios.append([one.name] + [
            spread([r[one.name].cpu / unit(r) for r in rounds])
            for unit in units])
    table(["whole process", "CPU-s", "CPU-s per GB", "MB/s per CPU-s",
           "events/s per CPU-s", "wall s", "peak MB"], rows)
    table(["CPU-s within a round", "of `wc -l`", "of DuckDB",
           "of DuckDB without its start"][:1 + len(units)], ratios)
    tell_shares(field, rounds)
    tell_agreement(field, rounds[-1], events)


def tell_shares(field, rounds):
    print("How evenly a scan's threads share the work: CPU-s of the main"
          " thread and of\neach other, last round, looked at every 50 ms:\n")
    for one in field:
        if one.store:
            last = rounds[-1][one.name]
            print("  %-26s main %.2f, others %s; CPU / wall %s" % (
                one.name, last.main,
                " ".join("%.2f" % s for s in last.others) or "none seen",
                spread([r[one.name].cpu / r[one.name].wall for r in rounds])))
    print(flush=True)


def tell_agreement(field, last, events):
    """Fast and wrong is of no use: did each see every event?"""
    for one in field:
        if one.name == DUCKDB_START:
            continue
        numbers = re.findall(r"\d+(?= records)|^\d+(?=[ ,])",
                             last[one.name].says, re.M)
        if str(events) not in numbers:
            print("! %s did not tell of %d events:\n%s" % (
                one.name, events, last[one.name].says))


def repeated(path, framing, size, out):
    """A golden input, said again until it is size bytes; a CSV header once."""
    with open(path, "rb") as file:
        text = file.read()
    if not text.endswith(b"\n"):
        text += b"\n"
    head = b""
    if framing == "CSV":
        head, _, text = text.partition(b"\n")
        head += b"\n"
    with open(out, "wb") as file:
        file.write(head)
        many = text * (1 + int(MB) // len(text))
        for _ in range(int(size / len(many)) + 1):
            file.write(many)


def each_source(args):
    inputs = [os.path.join(folder, name)
              for folder, _, names in sorted(os.walk(args.golden))
              for name in sorted(names) if name.endswith(".in")]
    known = json.loads(subprocess.run(
        [args.rollcall, "sources", "--json"] + inputs, capture_output=True,
        check=True).stdout)
    print("`rollcall observe` on golden inputs, each repeated to about %d MB;"
          " of 3 runs\n" % args.source_mb)
    rows = []
    out = os.path.join(args.work, "source.in")
    for one in known:
        if one.get("framing") not in ("lines of JSON", "CSV"):
            continue
        repeated(one["file"], one["framing"], args.source_mb * MB, out)
        size = os.path.getsize(out) / MB
        runs = [run([args.rollcall, "observe", "--quiet", out])
                for _ in range(3)]
        last = run([args.rollcall, "observe", out])
        count = re.search(r"(\d+) records, (\d+) observations, (\d+) rejected",
                          last.says)
        records, _, rejected = map(int, count.groups()) if count else (0, 0, 0)
        cpu = statistics.median(r.cpu for r in runs)
        rows.append([
            one["source"], os.path.basename(one["file"])[:-3], one["framing"],
            spread([size / r.cpu for r in runs], 0),
            "%.0f k" % (records / 1e3 / cpu),
            "%.0f" % (size * MB / max(records, 1)),
            "%.0f %%" % (100 * rejected / max(records, 1))])
    if os.path.exists(out):
        os.remove(out)
    table(["source", "input", "framing", "MB/s per CPU-s",
           "records/s per CPU-s", "bytes a record", "rejected"], rows)


def main():
    parser = argparse.ArgumentParser()
    for name in ("rollcall", "log", "work", "golden", "compiler"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--source-mb", type=int, default=100)
    parser.add_argument("--no-sources", action="store_true")
    parser.add_argument("--duckdb")
    args = parser.parse_args()
    tell_machine(args)
    compare(args)
    if not args.no_sources:
        each_source(args)


main()
