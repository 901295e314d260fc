/*
 * test_workbook.c -- a workbook's sheets as CSV.  The workbooks are made here:
 * a zip, by libarchive, of the few parts that are read.
 */
#include "test.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include "readers/reader.h"

static char path[] = "/tmp/rollcall-workbook-XXXXXX";

struct part {
    const char *name, *text;
};

static la_ssize_t
put(struct archive *archive, void *with, const void *bytes, size_t len)
{
    (void)archive;
    rc_buf_put(with, (struct rc_slice){bytes, len});
    return (la_ssize_t)len;
}

static struct rc_buf
zip(const struct part *parts)
{
    struct rc_buf buf = {0};
    struct archive *archive = archive_write_new();

    archive_write_set_format_zip(archive);
    assert_int_equal(archive_write_open(archive, &buf, NULL, put, NULL),
                     ARCHIVE_OK);
    for (; parts->name; parts++) {
        struct archive_entry *entry = archive_entry_new();
        size_t len = strlen(parts->text);

        archive_entry_set_pathname(entry, parts->name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, (la_int64_t)len);
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        assert_int_equal(archive_write_data(archive, parts->text, len), len);
        archive_entry_free(entry);
    }
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    return buf;
}

struct heard {
    struct rc_member_visitor visitor; /* first */
    struct rc_buf text;
    struct rc_err err, member_err;
    enum rc_status st;
};

static void
visit(struct rc_member_visitor *visitor, const struct rc_member *member,
      struct rc_reader *reader)
{
    struct heard *heard = (struct heard *)(void *)visitor;
    enum rc_status st = RC_OK;
    size_t got = 1;
    char bytes[7];

    rc_buf_print(&heard->text, "[%.*s]", RC_FMT(member->path));
    if (member->note)
        rc_buf_print(&heard->text, "(%s)", member->note);
    while (reader && st == RC_OK && got) {
        st = rc_reader_next(reader, bytes, sizeof bytes, &got,
                            &heard->member_err);
        if (st == RC_OK)
            rc_buf_put(&heard->text, (struct rc_slice){bytes, got});
    }
    if (st != RC_OK)
        rc_buf_print(&heard->text, "(%s)", rc_status_name(st));
}

static void
read_zip(struct heard *heard, struct rc_buf bytes)
{
    static bool made;
    int fd = made ? open(path, O_WRONLY | O_TRUNC) : mkstemp(path);
    struct rc_reader *reader;

    made = true;
    assert_int_equal(write(fd, bytes.p, bytes.len), bytes.len);
    close(fd);
    rc_buf_done(&bytes);
    *heard = (struct heard){.visitor = {NULL, visit}};
    assert_int_equal(rc_reader_open(path, &reader, &heard->err), RC_OK);
    heard->st = rc_reader_walk(reader, &heard->visitor, &heard->err);
    rc_reader_close(reader);
}

#define BOOK(sheets)                                                           \
    "<workbook xmlns:r='r'><workbookPr/><sheets>" sheets "</sheets></"         \
    "workbook>"
#define RELATIONS                                                              \
    {                                                                          \
        "xl/_rels/workbook.xml.rels",                                          \
            "<Relationships><Relationship Id='a' "                             \
            "Target='worksheets/sheet1.xml'/>"                                 \
            "<Relationship Id='b' "                                            \
            "Target='/xl/worksheets/two.xml'/></Relationships>"                \
    }
#define ONE_SHEET "<sheet name='One' sheetId='1' r:id='a'/>"

/* A workbook of one sheet with these rows; what comes of it. */
static void
rows_give(const char *rows, const char *want)
{
    struct rc_buf sheet = {0};
    struct heard heard;

    rc_buf_print(&sheet, "<worksheet><sheetData>%s</sheetData></worksheet>",
                 rows);
    rc_buf_char(&sheet, 0);
    read_zip(&heard,
             zip((struct part[]){
                 {"[Content_Types].xml", "<Types/>"},
                 {"xl/worksheets/sheet1.xml", sheet.p},
                 {"xl/workbook.xml", BOOK(ONE_SHEET)},
                 RELATIONS,
                 {"xl/styles.xml",
                  "<styleSheet><numFmts>"
                  "<numFmt numFmtId='170' formatCode='[$-409]d\\-mmm\\-yy;@'/>"
                  "<numFmt numFmtId='171' formatCode='00000'/>"
                  "<numFmt numFmtId='172' formatCode='[h]:mm'/>"
                  "<numFmt numFmtId='173' formatCode='0.00\" days\"'/>"
                  "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                  "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
                  "<xf numFmtId='170'/><xf numFmtId='22'/><xf numFmtId='21'/>"
                  "<xf numFmtId='171'/><xf numFmtId='172'/><xf numFmtId='173'/>"
                  "</cellXfs></styleSheet>"},
                 {"xl/sharedStrings.xml",
                  "<sst><si><t>Ana</t></si><si><r><t>Ru</t></r><r><t>iz</t></r>"
                  "<rPh><t>no</t></rPh></si><si><t>a,\"b\"\n</t></si></sst>"},
                 {NULL, NULL}}));
    assert_int_equal(heard.st, RC_OK);
    assert_slice(rc_buf_slice(&heard.text), want);
    rc_buf_done(&heard.text);
    rc_buf_done(&sheet);
}

TEST(texts_are_shared_inline_or_plain)
{
    rows_give("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c>"
              "<c t='inlineStr'><is><t>x</t><r><t>&lt;y&#233;</t></r></is></c>"
              "<c t='str'><v>z</v></c><c t='s'><v>99</v></c></row>"
              "<row><c t='s'><v>2</v></c></row>",
              "[One]Ana,Ruiz,x<y\xc3\xa9,z,\n\"a,\"\"b\"\"\n\"\n");
}

TEST(gaps_are_empty_and_rows_with_nothing_are_none)
{
    rows_give("<row r='1'><c r='B1'><v>1</v></c><c r='E1'><v>2</v></c></row>"
              "<row r='7'><c r='A7' s='1'/></row><row r='8'/>"
              "<row r='9'><c r='A9'><v>3</v></c><c r='C9' s='1'/></row>",
              "[One],1,,,2\n3,,\n");
}

TEST(numbers_are_as_excel_shows_them)
{
    rows_give("<row><c><v>10042</v></c><c><v>4.5999999999999996</v></c>"
              "<c><v>-3</v></c><c><v>1E3</v></c><c s='5'><v>123</v></c>"
              "<c s='7'><v>2.5</v></c><c><v>123456789012345</v></c></row>",
              "[One]10042,4.6,-3,1000,00123,2.5,123456789012345\n");
}

TEST(dates_are_told_by_their_format_and_become_iso)
{
    rows_give("<row><c s='1'><v>46054</v></c><c s='2'><v>46054</v></c>"
              "<c s='3'><v>46054.5</v></c><c s='4'><v>0.75</v></c>"
              "<c s='1'><v>1</v></c><c s='1'><v>59</v></c>"
              "<c s='1'><v>61</v></c><c s='6'><v>1.5</v></c>"
              "<c s='3'><v>46053.999999999</v></c>"
              "<c s='1'><v>-5</v></c><c s='1'><v>99999999</v></c></row>",
              "[One]2026-02-01,2026-02-01,2026-02-01T12:00:00,18:00:00,"
              "1900-01-01,1900-02-28,1900-03-01,1.5,2026-02-01,-5,99999999\n");
}

TEST(truth_errors_and_iso_dates)
{
    rows_give("<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c>"
              "<c t='e'><v>#N/A</v></c><c t='d'><v>2026-02-01</v></c></row>",
              "[One]TRUE,FALSE,,2026-02-01\n");
}

TEST(each_sheet_is_a_member_and_1904_is_another_epoch)
{
    static const char row[] =
        "<x:worksheet xmlns:x='x'><x:row><x:c s='0'><x:v>0</x:v></x:c>"
        "</x:row></x:worksheet>";
    struct heard heard;

    read_zip(
        &heard,
        zip((struct part[]){
            {"xl/worksheets/two.xml", row},
            {"xl/worksheets/sheet1.xml", row},
            {"xl/charts/chart1.xml", row},
            {"[Content_Types].xml", "<Types/>"},
            {"xl/styles.xml", "<s><cellXfs><xf numFmtId='14'/></cellXfs></s>"},
            {"xl/workbook.xml",
             "<w xmlns:r='r'><workbookPr date1904='true'/>"
             "<sheets>" ONE_SHEET "<sheet name='2 &amp; 3' r:id='b'/>"
             "<sheet name='gone' r:id='c'/></sheets></w>"},
            RELATIONS,
            {NULL, NULL}}));
    assert_int_equal(heard.st, RC_OK);
    assert_slice(rc_buf_slice(&heard.text),
                 "[2 & 3]1904-01-01\n[One]1904-01-01\n");
    rc_buf_done(&heard.text);
}

/* A sheet of such XML breaks: what it gave, and why it is not more. */
static void
sheet_breaks(const char *sheet, const char *gives, const char *why)
{
    struct heard heard;

    read_zip(&heard, zip((struct part[]){{"[Content_Types].xml", "<Types/>"},
                                         {"xl/worksheets/sheet1.xml", sheet},
                                         {"xl/workbook.xml", BOOK(ONE_SHEET)},
                                         RELATIONS,
                                         {NULL, NULL}}));
    assert_int_equal(heard.st, RC_OK);
    assert_slice(rc_buf_slice(&heard.text), gives);
    assert_non_null(strstr(heard.member_err.text, why));
    rc_buf_done(&heard.text);
}

TEST(entities_and_document_types_are_refused)
{
    sheet_breaks("<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
                 "<w><row><c t='str'><v>&b;</v></c></row></w>",
                 "[One](input)", "document type");
    sheet_breaks("<!DOCTYPE w SYSTEM 'file:///etc/passwd'><w/>", "[One](input)",
                 "document type");
    sheet_breaks("<w><row><c><v>&b;</v></c></row></w>", "[One](input)",
                 "undefined entity");
}

TEST(a_sheet_that_breaks_off_gives_the_rows_before)
{
    sheet_breaks("<w><row><c><v>1</v></c></row><row><c><v>2", "[One]1\n(input)",
                 "XML");
}

TEST(what_is_too_large_is_refused)
{
    struct rc_buf big = {0};

    sheet_breaks("<w><row><c r='XFD1'><v>1</v></c><c><v>2</v></c></row></w>",
                 "[One](limit)", "16384 columns");
    rc_buf_put(&big, RC_S("<w><row><c t='str'><v>"));
    for (int i = 0; i < 140000; i++)
        rc_buf_char(&big, (char)('a' + i * 7 % 26));
    rc_buf_put(&big, RC_S("</v></c></row></w>"));
    rc_buf_char(&big, 0);
    sheet_breaks(big.p, "[One](limit)", "131072 bytes");
    big.len = 0;
    for (int i = 0; i < 70; i++)
        rc_buf_put(&big, RC_S("<w>"));
    rc_buf_char(&big, 0);
    sheet_breaks(big.p, "[One](limit)", "64 levels");
    rc_buf_done(&big);
}

TEST(another_office_document_is_told_and_a_like_zip_is_a_zip)
{
    struct heard heard;

    read_zip(&heard, zip((struct part[]){{"[Content_Types].xml", "<Types/>"},
                                         {"word/document.xml", "<d/>"},
                                         {NULL, NULL}}));
    assert_int_equal(heard.st, RC_INPUT);
    assert_non_null(strstr(heard.err.text, "no workbook"));
    rc_buf_done(&heard.text);
    read_zip(&heard, zip((struct part[]){{"xl/a.csv", "x"}, {NULL, NULL}}));
    assert_int_equal(heard.st, RC_OK);
    assert_slice(rc_buf_slice(&heard.text), "[xl/a.csv]x");
    rc_buf_done(&heard.text);
}

TEST(the_workbooks_leave_no_file_behind)
{
    assert_int_equal(unlink(path), 0);
}

TEST_MAIN
