/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void say_nothing(const char *message)
{
    (void)message;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    g_log_set_always_fatal(G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
    g_set_printerr_handler(say_nothing);
    return 0;
}

guint8 fuzz_u8(struct fuzz_input *input)
{
    if (!input->left)
        return 0;
    input->left--;
    return *input->bytes++;
}

guint16 fuzz_u16(struct fuzz_input *input)
{
    guint8 high = fuzz_u8(input);

    return (guint16)(high << 8 | fuzz_u8(input));
}

guint8 *fuzz_bytes(struct fuzz_input *input, gsize count, gsize *taken)
{
    gsize   length = MIN(count, input->left);
    guint8 *bytes = length ? g_memdup2(input->bytes, length) : g_malloc(1);

    input->bytes += length;
    input->left -= length;
    *taken = length;
    return bytes;
}

void fuzz_file_open(struct fuzz_file *file, const guint8 *bytes, gsize length)
{
    file->fd = memfd_create("input", MFD_CLOEXEC);
    g_assert_cmpint(file->fd, >=, 0);
    g_assert_cmpint(write(file->fd, bytes, length), ==, (gssize)length);
    g_snprintf(file->name, sizeof file->name, "/proc/self/fd/%d", file->fd);
}

void fuzz_file_close(struct fuzz_file *file)
{
    close(file->fd);
}
