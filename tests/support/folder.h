/*
 * folder.h -- a folder of its own for a test, under $TMPDIR or /tmp, and what
 * tests do with files: read, change, copy, remove.
 */
#ifndef RC_TEST_FOLDER_H
#define RC_TEST_FOLDER_H

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct test_folder {
    char path[256];
};

static inline struct test_folder
test_folder_make(void)
{
    struct test_folder folder;
    const char *base = getenv("TMPDIR");

    snprintf(folder.path, sizeof folder.path, "%s/rollcall-XXXXXX",
             base && *base ? base : "/tmp");
    if (mkdtemp(folder.path) == NULL) {
        perror(folder.path);
        abort();
    }
    return folder;
}

static inline const char *
test_path(const struct test_folder *folder, const char *name)
{
    static char paths[4][PATH_MAX];
    static unsigned next;
    char *path = paths[next++ % 4];

    snprintf(path, PATH_MAX, "%s/%s", folder->path, name);
    return path;
}

/* Calls each for every file in a folder. */
static inline void
test_each_file(const struct test_folder *folder,
               void (*each)(const char *name, void *with), void *with)
{
    DIR *dir = opendir(folder->path);
    struct dirent *entry;

    while (dir && (entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            each(entry->d_name, with);
    if (dir)
        closedir(dir);
}

static inline void
test_remove_one(const char *name, void *with)
{
    unlink(test_path(with, name));
}

static inline void
test_folder_drop(struct test_folder *folder)
{
    test_each_file(folder, test_remove_one, folder);
    rmdir(folder->path);
}

/* A whole file, malloc'd; NULL when there is none. */
static inline char *
test_read(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size;

    *len = 0;
    if (file == NULL)
        return NULL;
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    bytes = malloc((size_t)size + 1);
    *len = fread(bytes, 1, (size_t)size, file);
    bytes[*len] = '\0';
    fclose(file);
    return bytes;
}

static inline void
test_write(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL || fwrite(bytes, 1, len, file) != len) {
        perror(path);
        abort();
    }
    fclose(file);
}

/* Copies one file, and its mode; removes to when there is no from. */
static inline void
test_copy(const char *from, const char *to)
{
    struct stat info;
    size_t len;
    char *bytes = test_read(from, &len);

    unlink(to);
    if (bytes == NULL || stat(from, &info) != 0)
        return;
    test_write(to, bytes, len);
    chmod(to, info.st_mode & 07777);
    free(bytes);
}

#endif
