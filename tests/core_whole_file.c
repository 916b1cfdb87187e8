/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static char *folder;

static char *path(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void holds(const char *name, const char *expected)
{
    char *file = path(name), *text = NULL;

    g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, expected);
    g_free(text);
    g_free(file);
}

static void write_file(const char *name, const char *text, gboolean is_sound)
{
    char              *file = path(name);
    struct whole_file *whole = whole_file_open(file);

    g_assert_nonnull(whole);
    fputs(text, whole_file_stream(whole));
    g_assert_cmpint(whole_file_close(whole, is_sound), ==, 0);
    g_free(file);
}

static guint files(void)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    guint count = 0;

    while (g_dir_read_name(dir))
        count++;
    g_dir_close(dir);
    return count;
}

static void replaces(void)
{
    write_file("a", "first", TRUE);
    holds("a", "first");
    write_file("a", "second", TRUE);
    holds("a", "second");
    write_file("a", "torn", FALSE);
    holds("a", "second");
    g_assert_cmpuint(files(), ==, 1);
}

static void keeps_links_and_permissions(void)
{
    char    *target = path("a"), *link = path("link");
    GStatBuf status;

    g_assert_cmpint(g_chmod(target, 0640), ==, 0);
    g_assert_cmpint(symlink("a", link), ==, 0);
    write_file("link", "third", TRUE);
    holds("a", "third");
    g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_assert_cmpint(g_stat(target, &status), ==, 0);
    g_assert_cmpuint(status.st_mode & 0777, ==, 0640);
    g_free(target);
    g_free(link);
}

/* In its folder, and the links stay. */
static void follows_links_to_what_is_not_there(void)
{
    char *link = path("dangling"), *further = path("further");

    g_assert_cmpint(symlink("new", link), ==, 0);
    g_assert_cmpint(symlink(link, further), ==, 0);
    write_file("further", "torn", FALSE);
    g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    write_file("further", "sixth", TRUE);
    holds("new", "sixth");
    g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_assert_true(g_file_test(further, G_FILE_TEST_IS_SYMLINK));
    g_free(further);
    g_free(link);
}

static void refuses_links_to_themselves(void)
{
    char *link = path("loop");

    g_assert_cmpint(symlink("loop", link), ==, 0);
    g_assert_cmpint(whole_file_check(link), ==, ELOOP);
    g_assert_null(whole_file_open(link));
    g_assert_cmpint(errno, ==, ELOOP);
    g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_free(link);
}

static void fails(void)
{
    char              *nowhere = path("none/a");
    struct whole_file *full = whole_file_open("/dev/full");

    g_assert_null(whole_file_open(nowhere));
    g_assert_cmpint(errno, ==, ENOENT);
    g_assert_null(whole_file_open(folder));
    g_assert_cmpint(whole_file_check(nowhere), ==, ENOENT);
    g_assert_cmpint(whole_file_check(folder), ==, EISDIR);
    g_assert_cmpint(whole_file_check("/dev/full"), ==, 0);
    fputs("text", whole_file_stream(full));
    g_assert_cmpint(whole_file_close(full, TRUE), ==, ENOSPC);
    g_free(nowhere);
}

/* Of a file that is open already, the place goes on where it was, and it stays open. */
static void writes_to_what_is_open(void)
{
    char              *file = path("a"), *name;
    int                fd = g_open(file, O_WRONLY | O_TRUNC, 0);
    struct whole_file *whole;

    g_assert_cmpint(write(fd, "fourth ", 7), ==, 7);
    name = g_strdup_printf("/dev/fd/%d", fd);
    g_assert_cmpint(whole_file_check(name), ==, 0);
    whole = whole_file_open(name);
    fputs("fifth ", whole_file_stream(whole));
    g_assert_cmpint(whole_file_close(whole, TRUE), ==, 0);
    g_assert_cmpint(write(fd, "sixth", 5), ==, 5);
    close(fd);
    holds("a", "fourth fifth sixth");
    g_free(name);
    g_free(file);
}

static void writes_to_standard_output(void)
{
    if (g_test_subprocess()) {
        struct whole_file *output = whole_file_open("/dev/stdout"), *errors = whole_file_open("/dev/stderr");
        fputs("a table", whole_file_stream(output));
        fputs("a complaint", whole_file_stream(errors));
        g_assert_cmpint(whole_file_close(output, TRUE) + whole_file_close(errors, TRUE), ==, 0);
        return;
    }
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_test_trap_assert_stdout("*a table*");
    g_test_trap_assert_stderr("*a complaint*");
}

static void clear(void)
{
    static const char *const NAMES[] = { "a", "link", "new", "dangling", "further", "loop" };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        char *file = path(NAMES[i]);
        g_unlink(file);
        g_free(file);
    }
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    g_free(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp(NULL, NULL);
    g_test_add_func("/whole_file/replaces", replaces);
    g_test_add_func("/whole_file/keeps_links_and_permissions", keeps_links_and_permissions);
    g_test_add_func("/whole_file/follows_links", follows_links_to_what_is_not_there);
    g_test_add_func("/whole_file/refuses_loops", refuses_links_to_themselves);
    g_test_add_func("/whole_file/fails", fails);
    g_test_add_func("/whole_file/open_already", writes_to_what_is_open);
    g_test_add_func("/whole_file/standard_output", writes_to_standard_output);

    int status = g_test_run();
    clear();
    return status;
}
