#!/bin/sh
# 75-archives.sh ROLLCALL -- the same records in an archive say the same, in any
# packing and any archive in an archive; a bomb is refused at once, and an
# archive that was cut gives what came before.
. "$(dirname "$0")/tap.sh"

if ! command -v python3 >/dev/null; then
    skip "archives" "no python3 to make them with"
    finish
fi
company
holds "a company was made" test -s company/hr/hris-workers.csv

unsized() { # the size on disk is all that may differ
    sed 's/"bytes":[0-9]*/"bytes":0/g' "$1"
}
# pack.py FILE FOLDER: by its ending.
cat >pack.py <<'PY'
import bz2, gzip, io, lzma, os, sys, tarfile, zipfile
to, folder = sys.argv[1:3]
files = sorted(os.path.relpath(os.path.join(top, f), folder)
               for top, _, names in os.walk(folder) for f in names)
def make_zip(out):
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for f in files:
            z.write(os.path.join(folder, f), f)
def make_tar(out, mode):
    with tarfile.open(fileobj=out, mode=mode) as t:
        for f in files:
            t.add(os.path.join(folder, f), f)
with open(to, "wb") as out:
    if to.endswith(".zip"):
        make_zip(out)
    else:
        make_tar(out, "w" if to.endswith(".tar") else "w:" + to.rsplit(".", 1)[1])
PY

# The same names: a folder that is called as the archive is shown.
plain() { # NAME: a folder of the company in that of NAME
    mkdir -p "plain-$1"
    rm -rf "plain-$1/$1"
    cp -R company "plain-$1/$1"
    run scan "plain-$1" --store "plain-$1.store" --json "plain-$1.json" --quiet
    exits 0 "the company in a folder $1"
    unsized "plain-$1.json" >"plain-$1.unsized"
    rm -rf "plain-$1"
}
says_same() { # NAME FOLDER SENTENCE [OPTION...]
    name=$1 folder=$2 sentence=$3
    shift 3
    run scan "$folder" --store "$folder.store" --json "$folder.json" --quiet "$@"
    [ "$status" -eq 0 ] || exits 0 "$sentence"
    unsized "$folder.json" >"$folder.unsized"
    same "plain-$name.unsized" "$folder.unsized" "$sentence"
}
plain company.zip
plain company.tar
for ending in zip tar tar.gz tar.bz2 tar.xz; do
    mkdir "in-$ending"
    python3 pack.py "in-$ending/company.$ending" company
    says_same "company.${ending%.[gbx]z*}" "in-$ending" "a company in a $ending says the same"
done
if command -v zstd >/dev/null; then
    mkdir in-tar.zst
    zstd -q in-tar/company.tar -o in-tar.zst/company.tar.zst
    says_same company.tar in-tar.zst "a company in a tar.zst says the same"
fi
run scan in-tar.gz --store in-tar.gz.store --json again.json --quiet
same in-tar.gz.json again.json "a scan of what was read already says the same"
for n in 1 2 8; do
    rm -rf in-zip.store
    says_same company.zip in-zip "$n threads say the same" --threads "$n"
done

# An archive in an archive, beside plain files; members packed by themselves.
mkdir -p mixed flat/outer.zip
cp -R company flat/outer.zip/in.tar
python3 - <<'PY'
import bz2, io, lzma, os, tarfile, zipfile
inner = io.BytesIO()
with tarfile.open(fileobj=inner, mode="w:gz") as t:
    n = 0
    for top, _, names in sorted(os.walk("company")):
        for f in sorted(names):
            path = os.path.join(top, f)
            data = open(path, "rb").read()
            name = os.path.relpath(path, "company")
            n += 1
            if not name.endswith((".gz", ".zst", ".sealed")):
                if n % 3 == 0:
                    name, data = name + ".xz", lzma.compress(data, preset=0)
                elif n % 3 == 1:
                    name, data = name + ".bz2", bz2.compress(data)
            info = tarfile.TarInfo("./" + name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
with zipfile.ZipFile("mixed/outer.zip", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("in.tar.gz", inner.getvalue())
PY
run scan flat --store flat.store --json flat.json --quiet
exits 0 "a company in a folder in a folder"
unsized flat.json >plain-outer.unsized
says_same outer mixed "a tar.gz of xz and bz2 in a zip says the same"

# observe and sources show members.
run sources in-zip/company.zip
exits 0 "sources tells what the members are"
says 'company.zip/hr/hris-workers.csv: .*hris-workers' "... by their names"
run observe in-zip/company.zip
says '"file":"in-zip/company.zip/hr/hris-workers.csv"' "observe reads them"

# An archive that is replaced is read anew; one that goes still counts.
mkdir changing
cp in-tar.gz/company.tar.gz changing/company.tar.gz
run scan changing --store changing.store --json changing.json --quiet
mkdir less
cp -R company/hr less/
python3 pack.py changing/company.tar.gz less
touch -d @1900000000 changing/company.tar.gz
run scan changing --store changing.store --json changing.json --quiet
exits 0 "an archive that was replaced is read anew"
run scan changing --store fresh.store --json fresh.json --quiet
same fresh.json changing.json "... and says what a new store says"

# ---- workbooks ----
# hr and payroll as a person saves them: numbers, dates by style, shared and
# inline texts.  The same names again: a folder for the workbook, a file for the
# sheet.
cat >sheet.py <<'PY'
import csv, datetime, io, re, sys, zipfile
from xml.sax.saxutils import escape
to, sheets = sys.argv[1], sys.argv[2:]  # NAME=CSV, ...
strings, rels, names, parts = {}, [], [], []
def column(n):
    text = ""
    n += 1
    while n:
        n, r = divmod(n - 1, 26)
        text = chr(65 + r) + text
    return text
def cell(ref, text, n):
    if not text:
        return ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        days = (datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days
        if days > 60:
            return f'<c r="{ref}" s="{1 + n % 2}"><v>{days}</v></c>'
    if re.fullmatch(r"0|[1-9]\d{0,14}", text):
        return f'<c r="{ref}"><v>{text}</v></c>'
    if re.fullmatch(r"0\d\d\d\d", text):
        return f'<c r="{ref}" s="3"><v>{int(text)}</v></c>'
    if text in ("TRUE", "FALSE"):
        return f'<c r="{ref}" t="b"><v>{int(text == "TRUE")}</v></c>'
    if n % 3 == 0:
        return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    i = strings.setdefault(text, len(strings))
    return f'<c r="{ref}" t="s"><v>{i}</v></c>'
for k, one in enumerate(sheets, 1):
    name, path = one.split("=")
    rows = []
    for y, row in enumerate(csv.reader(open(path, newline="", encoding="utf-8")), 1):
        cells = "".join(cell(column(x) + str(y), t, x + y) for x, t in enumerate(row))
        # a row ends with its last column, empty or not
        if row and not row[-1]:
            cells += f'<c r="{column(len(row) - 1)}{y}" s="1"/>'
        rows.append(f'<row r="{y}">{cells}</row>')
    parts.append((f"xl/worksheets/sheet{k}.xml",
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData>' + "".join(rows) + "</sheetData></worksheet>"))
    names.append(f'<sheet name="{name}" sheetId="{k}" r:id="rId{k}"/>')
    rels.append(f'<Relationship Id="rId{k}" Type="t/worksheet" Target="worksheets/sheet{k}.xml"/>')
with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("[Content_Types].xml", "<Types/>")
    for part in parts:
        z.writestr(*part)
    z.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><workbookPr/><sheets>'
               + "".join(names) + "</sheets></workbook>")
    z.writestr("xl/_rels/workbook.xml.rels", "<Relationships>" + "".join(rels) + "</Relationships>")
    z.writestr("xl/styles.xml", '<styleSheet><numFmts><numFmt numFmtId="164" '
        'formatCode="yyyy\\-mm\\-dd;@"/><numFmt numFmtId="165" formatCode="00000"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>')
    z.writestr("xl/sharedStrings.xml", "<sst>" + "".join(
        f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in strings) + "</sst>")
PY
rm -rf sheets as-csv
mkdir -p as-csv sheets
cp -R company/identity company/meetings as-csv/
cp -R company/identity company/meetings sheets/
mkdir "as-csv/HR export.xlsx" as-csv/in.zip "as-csv/in.zip/HR export.xlsx"
cp company/hr/hris-workers.csv "as-csv/HR export.xlsx/Workers"
pay=company/payroll/direct-deposit-changes.csv
cp "$pay" "as-csv/in.zip/HR export.xlsx/Pay & more"
python3 sheet.py "sheets/HR export.xlsx" Workers=company/hr/hris-workers.csv
python3 sheet.py pay.xlsx "Pay &amp; more=$pay"
python3 -c 'import zipfile
zipfile.ZipFile("sheets/in.zip", "w", zipfile.ZIP_DEFLATED).write("pay.xlsx", "HR export.xlsx")'
run scan as-csv --store as-csv.store --json as-csv.json --quiet
exits 0 "HR and pay as CSV"
unsized as-csv.json >plain-csv.unsized
says_same csv sheets "HR and pay as workbooks say the same"
holds "... the sheet of workers as what it is" grep -q \
    '"file":"HR export.xlsx/Workers","source":"hris-workers"' sheets.json
holds "... and that of pay, in a zip" grep -q \
    '"file":"in.zip/HR export.xlsx/Pay & more","source":"payroll' sheets.json
run observe "sheets/HR export.xlsx"
says '"file":"sheets/HR export.xlsx/Workers"' "observe reads a workbook's sheet"

# ---- encodings ----
mkdir utf8 && cp company/hr/hris-workers.csv utf8/workers.csv
run scan utf8 --store utf8.store --json utf8.json --quiet
exits 0 "HR as UTF-8"
unsized utf8.json >plain-utf8.unsized
for encoding in utf-16 utf-16-le utf-16-be; do
    mkdir "as-$encoding"
    python3 -c '
import sys
text = open("utf8/workers.csv", encoding="utf-8", newline="").read()
open(sys.argv[1], "w", encoding=sys.argv[2], newline="").write(text)
' "as-$encoding/workers.csv" "$encoding"
    says_same utf8 "as-$encoding" "HR as $encoding says the same"
done
mkdir as-1252 utf8-1252
python3 -c '
text = open("utf8/workers.csv", encoding="utf-8", newline="").read()
text = text.replace("a", "\u00e1").encode("cp1252", "replace").decode("cp1252")
open("as-1252/workers.csv", "w", encoding="cp1252", newline="").write(text)
open("utf8-1252/workers.csv", "w", encoding="utf-8", newline="").write(text)'
run scan utf8-1252 --store utf8-1252.store --json utf8-1252.json --quiet
run scan as-1252 --store as-1252.store --json as-1252.json --quiet
holds "Windows-1252 is noted" grep -q 'read as Windows-1252' as-1252.json
holds "... and says the same" python3 -c '
import json
a, b = (json.load(open(f)) for f in ("as-1252.json", "utf8-1252.json"))
for d in a, b:
    for f in d["coverage"]["files"]:
        f.pop("note", None)
        f.pop("bytes", None)
    d["coverage"].pop("bytes", None)
assert a["subjects"] == b["subjects"] and a["subjects"]
'
run scan as-1252 --store as-1252.store --json again.json --quiet
same as-1252.json again.json "... again too"

# ---- bombs ----
most=20
mkdir bombs
cp company/hr/hris-workers.csv bombs/
python3 - <<'PY'
import io, struct, tarfile, zipfile, zlib
# 10 GB of zeros that say so, in 10 MB: a deflate stream made by repeating.
def zeros(size, wbits):
    c = zlib.compressobj(9, zlib.DEFLATED, wbits)
    chunk = bytes(1 << 20)
    out = [c.compress(chunk)]
    block = c.compress(chunk) + c.flush(zlib.Z_FULL_FLUSH)
    out.append(block)
    steady = c.compress(chunk) + c.flush(zlib.Z_FULL_FLUSH)
    out += [steady] * (size // (1 << 20) - 3)
    last = c.compress(chunk) + c.flush()
    return b"".join(out) + last
size = 10 << 30
data = zeros(size, -15)
name = b"okta.ndjson"
big = 0xffffffff
extra = struct.pack("<HHQQ", 1, 16, size, len(data))
local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 45, 0, 8, 0, 33, 0, big, big,
                    len(name), len(extra)) + name + extra
central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 45, 45, 0, 8, 0, 33, 0,
                      big, big, len(name), len(extra), 0, 0, 0, 0, 0) + name + extra
end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central),
                  len(local) + len(data), 0)
with open("bombs/stated.zip", "wb") as f:
    f.write(local + data + central + end)
# One that lies: it says 100 bytes.
local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(data),
                    100, len(name), 0) + name
central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0,
                      len(data), 100, len(name), 0, 0, 0, 0, 0, 0) + name
end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central),
                  len(local) + len(data), 0)
with open("bombs/lies.zip", "wb") as f:
    f.write(local + data + central + end)
# A tar.gz whose member says 10 GB.
info = tarfile.TarInfo("okta.ndjson")
info.size = size
with open("bombs/tar.tar.gz", "wb") as f:
    c = zlib.compressobj(9, zlib.DEFLATED, 31)
    f.write(c.compress(info.tobuf()) + c.compress(bytes(200 << 20)) + c.flush())
# Zips in zips, as 42.zip.
inner = bytes(16 << 20)
level = io.BytesIO()
with zipfile.ZipFile(level, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("0.dat", inner)
for depth in range(6):
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as z:
        for i in range(16):
            z.writestr("lib %d.zip" % i, level.getvalue())
    level = outer
open("bombs/nested.zip", "wb").write(level.getvalue())
PY
began=$(date +%s)
for bomb in stated.zip lies.zip tar.tar.gz nested.zip; do
    mkdir "bomb-$bomb"
    cp bombs/hris-workers.csv bombs/"$bomb" "bomb-$bomb/"
    run scan "bomb-$bomb" --store "bomb-$bomb.store" --json "bomb-$bomb.json" --quiet
    exits 0 "$bomb does not stop a scan"
    holds "... and the good file beside it is read" \
        grep -q '"source":"hris-workers"' "bomb-$bomb.json"
done
took=$(($(date +%s) - began))
holds "... and all are done with in seconds ($took)" test "$took" -le 12
for bomb in stated.zip tar.tar; do
    holds "$bomb is refused by its name" grep -q \
        "\"file\":\"$bomb\",[^}]*refused: unpacks to more than 200 times" bomb-"$bomb"*.json
done

# ---- cut short, encrypted, too many, wrong ----
mkdir cut
size=$(wc -c <in-zip/company.zip)
head -c $((size / 2)) in-zip/company.zip >cut/half.zip
size=$(wc -c <in-tar.gz/company.tar.gz)
head -c $((size / 2)) in-tar.gz/company.tar.gz >cut/half.tar.gz
head -c 700 in-tar/company.tar >cut/little.tar
noise 7 3000 >cut/noise
{ printf 'PK\003\004'; cat cut/noise; } >cut/noise.zip
printf 'PK\005\006\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000' \
    >cut/empty.zip
run scan cut --store cut.store --json cut.json --quiet
exits 0 "archives that are cut short or empty or junk do not stop a scan"
is_json cut.json "... and the result is JSON"
for half in half.zip half.tar; do
    holds "... and members of $half from before the cut are read" \
        grep -q "\"file\":\"$half/[^\"]*\",\"source\":\"[a-z]" cut.json
done
holds "... and the cut is told" grep -q \
    '"file":"half.tar",[^}]*"note":"[^"]*cut short' cut.json
holds "... and the member that was cut has a reject" grep -q \
    '"file":"half.tar/[^"]*","offset":[0-9]*,"length":0,"reason":"gzip: is cut short"' \
    cut.json
run scan cut --store cut.store --json cut.again --quiet
same cut.json cut.again "... and again the same"
run observe cut/half.tar.gz
exits 4 "observe tells that it is cut"
finish
