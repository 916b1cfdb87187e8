/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What fuzz targets have in common. Each target is one file with LLVMFuzzerTestOneInput(); that returns where all is well,
 * and ends the program otherwise. Warnings of GLib's end it, too. */
#pragma once

#include <gio/gio.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length);

/* An input that is taken from its front; behind its end come zeros. */
struct fuzz_input {
    const guint8 *bytes;
    gsize         left;
};

guint8  fuzz_u8(struct fuzz_input *);
guint16 fuzz_u16(struct fuzz_input *);

/* The next bytes, `count` or what is left, where reading behind them is caught; the caller frees them. Never NULL. */
guint8 *fuzz_bytes(struct fuzz_input *, gsize count, gsize *taken);

/* A regular file in memory that holds these bytes. Its name is good until it is closed. */
struct fuzz_file {
    int  fd;
    char name[32];
};

void fuzz_file_open(struct fuzz_file *, const guint8 *bytes, gsize length);
void fuzz_file_close(struct fuzz_file *);
