/*
 * bench_formats.c -- how fast JSON is projected and CSV is split.
 *
 *     bench_formats json FILE [RUNS [KERNEL]]     one object a line
 *     bench_formats strict FILE [RUNS [KERNEL]]   the same, all bytes checked
 *     bench_formats csv FILE [RUNS [KERNEL]]
 *
 * Unless one is named, every build of the scanner that this machine runs, in
 * turns, so that what else the machine does falls on all of them alike.  The
 * time is the thread's own CPU time; the median and the best of the runs are
 * printed.  FILE is read before the clock starts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "formats/kernel.h"

static const char *const paths[] = {
    "uuid",
    "published",
    "eventType",
    "actor.id",
    "actor.alternateId",
    "actor.displayName",
    "client.ipAddress",
    "client.userAgent.rawUserAgent",
    "client.geographicalContext.country",
    "client.geographicalContext.city",
    "client.geographicalContext.geolocation.lat",
    "client.geographicalContext.geolocation.lon",
    "outcome.result",
    "securityContext.asNumber",
    "securityContext.isProxy",
    "debugContext.debugData.deviceFingerprint",
    "target[0].displayName",
};
enum { PATHS = sizeof paths / sizeof *paths, RUNS_MAX = 99 };

static const char *const kernels[] = {"avx2", "sse2", "scalar"};
enum { KERNELS = sizeof kernels / sizeof *kernels };

/* What a run read, so that all are seen to read the same. */
struct tally {
    size_t records, fields, bytes, bad;
    uint64_t sum;
};

static void
add_field(struct tally *tally, struct rc_slice text)
{
    tally->fields++;
    tally->bytes += text.len;
    if (text.len)
        tally->sum = tally->sum * 31 + (unsigned char)text.p[0] +
                     (unsigned char)text.p[text.len - 1];
}

static struct tally
read_json(struct rc_slice rest, bool strict)
{
    struct rc_json_projection *projection =
        rc_json_projection_new(paths, PATHS);
    struct rc_json_scanner *scanner = rc_json_scanner_new();
    struct tally tally = {0};
    struct rc_arena record;

    rc_arena_init(&record, 0);
    for (;;) {
        struct rc_json_value slots[PATHS];
        const char *why;
        size_t used;
        enum rc_json_result result = rc_json_project(
            scanner, projection, rest, strict, &record, slots, &used, &why);

        if (result != RC_JSON_OK) {
            tally.bad += result == RC_JSON_BAD;
            break;
        }
        tally.records++;
        for (size_t i = 0; i < PATHS; i++)
            add_field(&tally, slots[i].text);
        rest.p += used;
        rest.len -= used;
        rc_arena_reset(&record);
    }
    rc_arena_done(&record);
    rc_json_scanner_free(scanner);
    rc_json_projection_free(projection);
    return tally;
}

static struct tally
read_csv(struct rc_slice rest)
{
    struct tally tally = {0};
    struct rc_slice fields[RC_CSV_FIELDS];
    size_t count, used;
    const char *why;

    while (rest.len) {
        enum rc_csv_result result =
            rc_csv_row(rest, ',', true, fields, &count, &used, &why);

        if (result == RC_CSV_SHORT)
            break;
        tally.bad += result == RC_CSV_BAD;
        tally.records++;
        for (size_t i = 0; result == RC_CSV_ROW_READ && i < count; i++)
            add_field(&tally, fields[i]);
        rest.p += used;
        rest.len -= used;
    }
    return tally;
}

static struct rc_slice
read_file(const char *name)
{
    FILE *file = fopen(name, "rb");
    struct rc_slice bytes = {NULL, 0};

    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(name);
        exit(1);
    }
    size_t size = (size_t)ftell(file);
    char *p = rc_alloc(size + RC_PAD);

    rewind(file);
    bytes = (struct rc_slice){p, fread(p, 1, size, file)};
    memset(p + bytes.len, 0, RC_PAD);
    fclose(file);
    return bytes;
}

static double
cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

int
main(int argc, char **argv)
{
    static double seconds[KERNELS][RUNS_MAX];
    struct tally tally[KERNELS] = {{0}};

    if (argc < 3) {
        fprintf(stderr, "usage: %s json|strict|csv FILE [RUNS [KERNEL]]\n",
                argv[0]);
        return 2;
    }
    struct rc_slice bytes = read_file(argv[2]);
    int runs = argc > 3 ? atoi(argv[3]) : 7;

    runs = runs < 1 ? 1 : runs > RUNS_MAX ? RUNS_MAX : runs;
    for (int run = 0; run < runs; run++)
        for (size_t k = 0; k < KERNELS; k++) {
            if (argc > 4 && strcmp(argv[4], kernels[k]) != 0)
                continue;
            if (!rc_formats_use(kernels[k]))
                continue;
            double start = cpu_seconds();

            tally[k] = strcmp(argv[1], "csv") == 0
                           ? read_csv(bytes)
                           : read_json(bytes, strcmp(argv[1], "strict") == 0);
            seconds[k][run] = cpu_seconds() - start;
        }
    for (size_t k = 0; k < KERNELS; k++) {
        size_t records = tally[k].records;

        if (!records)
            continue;
        qsort(seconds[k], (size_t)runs, sizeof *seconds[k], by_size);
        double median = seconds[k][runs / 2], best = seconds[k][0];

        printf("%-6s %-6s median %5.0f MB/s %5.0f ns/record, best %5.0f MB/s | "
               "%zu records %zu bad %zu fields %zu bytes %016llx\n",
               argv[1], kernels[k], (double)bytes.len / 1e6 / median,
               median * 1e9 / (double)records, (double)bytes.len / 1e6 / best,
               records, tally[k].bad, tally[k].fields, tally[k].bytes,
               (unsigned long long)tally[k].sum);
    }
    return 0;
}
