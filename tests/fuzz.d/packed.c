/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is compressed, by gzip where it says so and else by zstd: however its bytes come, they unpack to the same. */
#include "fuzz.h"

#include <string.h>

#include "byte_source.h"
#include "zstd_decompressor.h"

enum { CHUNK = 4096, MOST = 1 << 20 };

static GConverter *converter_of(const guint8 *bytes, gsize length)
{
    gboolean is_gzip = length >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;

    return is_gzip ? G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP)) : zstd_decompressor_new();
}

static GString *unpacked(const guint8 *bytes, gsize length, gsize at_once)
{
    struct byte_source *source = byte_source_new_memory(bytes, length, at_once);
    GString            *out = g_string_new(NULL);
    GError             *error = NULL;
    char                chunk[CHUNK];
    gssize              count;

    byte_source_unpack(source, converter_of(bytes, length));
    while ((count = byte_source_read(source, chunk, sizeof chunk, &error)) > 0 && out->len < MOST)
        g_string_append_len(out, chunk, count);
    g_assert_true((count < 0) == (error != NULL));
    if (error)
        g_string_truncate(out, 0); /* how much came before is not the same */
    g_clear_error(&error);
    byte_source_free(source);
    return out;
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    GString *whole = unpacked(bytes, length, G_MAXSIZE), *pieces = unpacked(bytes, length, 1);

    if (whole->len < MOST)
        g_assert_true(g_string_equal(whole, pieces));
    g_string_free(whole, TRUE);
    g_string_free(pieces, TRUE);
    return 0;
}
