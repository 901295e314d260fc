#!/usr/bin/env python3
"""Writes a pack folder as a C file: what rc_pack_builtin points at.

    embed_pack.py PACK OUT.c OUT.d

The same folder gives the same bytes: files by name, names relative to it.
OUT.d names the files and folders, so that an added file builds it anew.
"""
import os
import sys

PAD = 64  # readable bytes behind the end, as base/slice.h asks


def shipped(pack):
    """Relative names of the pack's files, and the folders they are in."""
    names, folders = [], [pack]
    for folder in ("", "signs", "lists", "texts"):
        where = os.path.join(pack, folder)
        if not os.path.isdir(where):
            continue
        if folder:
            folders.append(where)
        for name in os.listdir(where):
            if name.startswith(".") or name.endswith("~"):
                continue
            if os.path.isfile(os.path.join(where, name)) and (
                name.endswith((".yml", ".tsv", ".txt"))
            ):
                names.append(f"{folder}/{name}" if folder else name)
    return sorted(names), folders


def array(index, data):
    rows = [f"static const unsigned char file_{index}[] = {{"]
    padded = data + bytes(PAD)
    for at in range(0, len(padded), 20):
        rows.append("    " + ",".join(str(b) for b in padded[at : at + 20]) + ",")
    return rows + ["};"]


def main():
    pack, out, dep = sys.argv[1:4]
    names, folders = shipped(pack)
    rows = ["/* Made from pack/ by tools/embed_pack.py. */", '#include "rules/rule.h"', ""]
    table = []
    for index, name in enumerate(names):
        with open(os.path.join(pack, name), "rb") as file:
            data = file.read()
        rows += array(index, data)
        table.append(
            f'    {{"{name}", {{(const char *)file_{index}, {len(data)}}}}},'
        )
    rows += ["", "const struct rc_pack_file rc_pack_builtin[] = {", *table, "};"]
    rows += [f"const size_t rc_pack_builtin_count = {len(names)};"]
    with open(out, "w", encoding="ascii") as file:
        file.write("\n".join(rows) + "\n")
    needs = [os.path.join(pack, name) for name in names] + folders
    with open(dep, "w", encoding="utf-8") as file:
        file.write(out + ": " + " ".join(n.replace(" ", "\\ ") for n in needs) + "\n")


main()
