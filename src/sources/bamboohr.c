/*
 * bamboohr.c -- BambooHR beside its workers (hris.c reads those).
 *
 * Files of one employee, GET /v1/employees/{id}/files/view:
 *
 *     {"employee": {"id": 9}, "categories": [
 *         {"name": "Signed Documents", "files": [
 *             {"id", "name", "dateCreated", "createdBy"}]}]}
 *
 * A file is who put which document there, and when.  Only resumes, signed
 * papers and proofs of identity are looked at; what else HR keeps of a person
 * is nobody's business, nor is a file that is named for a leave or an illness.
 */
#include "sources/fill.h"
#include "sources/minimise.h"

enum slot { EMPLOYEE, CATEGORIES, SLOTS };

static const char *const paths[SLOTS] = {
    [EMPLOYEE] = "employee.id",
    [CATEGORIES] = "categories",
};

static const char *const marks[] = {"employee.id", "categories", NULL};

static bool files_fill(const struct rc_fill *fill);

const struct rc_source rc_source_bamboohr_files = {
    .name = "bamboohr-files",
    .vendor = "bamboohr",
    .stream = "files",
    .title = "BambooHR employee files",
    .how = "GET /v1/employees/{id}/files/view, each answer saved as it comes.",
    .needs = "an API key of a user who may see the folders.  Only resumes, "
             "signed documents and proofs of identity are read, and of those "
             "the name, the day and who put them there.",
    .feeds = "identity-doc-anomaly",
    .kind = RC_OBS_FILE,
    .paths = paths,
    .path_count = SLOTS,
    .marks = marks,
    .fill = files_fill,
};

/* Is this a folder that we look into? */
static bool
is_wanted(struct rc_slice folder)
{
    static const char *const words[] = {"resume", "application",  "signed",
                                        "identi", "verification", "i-9"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (rc_slice_ifind(folder, rc_slice_of(words[i])) != SIZE_MAX)
            return true;
    return false;
}

static bool
take_file(const struct rc_fill *fill, struct rc_slice folder,
          struct rc_slice file)
{
    enum { ID, NAME, AT, BY };
    static const char *const PATHS[] = {
        [ID] = "id", [NAME] = "name", [AT] = "dateCreated", [BY] = "createdBy"};
    static struct rc_part part = RC_PART(PATHS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)];
    struct rc_obs obs;

    if (!rc_fill_part(fill, &part, file, v))
        return false;
    rc_fill_begin(fill, fill->source, &obs);
    obs.document_name = rc_value_text(&v[NAME]);
    if (rc_minimise_refuses(fill->source, obs.document_name) ||
        !rc_text_time(fill, rc_value_text(&v[AT]), &obs.at_us, &obs))
        return false;
    obs.action = RC_S("file");
    obs.path = folder;
    obs.user_name = rc_value_text(&v[BY]);
    obs.recipient = rc_fill_text(fill, EMPLOYEE);
    obs.record_uid = rc_value_text(&v[ID]);
    return rc_fill_take(fill, &obs);
}

static bool
files_fill(const struct rc_fill *fill)
{
    static const char *const PATHS[] = {"name", "files"};
    static struct rc_part part = RC_PART(PATHS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)];
    struct rc_slice rest = fill->slot[CATEGORIES].text, folder, file;
    bool any = false;

    if (fill->slot[CATEGORIES].type != RC_JSON_ARRAY)
        return rc_fill_reject(fill, "no list of folders (categories)");
    while (rc_json_each(&rest, &folder)) {
        if (!rc_fill_part(fill, &part, folder, v) ||
            v[1].type != RC_JSON_ARRAY || !is_wanted(rc_value_text(&v[0])))
            continue;
        struct rc_slice files = v[1].text;

        while (rc_json_each(&files, &file))
            any |= take_file(fill, rc_value_text(&v[0]), file);
    }
    return any || rc_fill_skip(fill);
}
