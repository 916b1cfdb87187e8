/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What the files of signatures share. Each of them answers for one theme and returns an application's name or NULL.
 * Reading beyond what was captured gives zeros, so a signature must ask has() before zeros prove anything. */
#pragma once

#include "signatures.h"

#include <string.h>

enum { OVER_TCP = 1, OVER_UDP = 2, OVER_ANY = OVER_TCP | OVER_UDP };

struct signature {
    const char *application; /* as in ports.txt */
    guint8      transports;  /* OVER_… */
    gboolean (*matches)(const struct payload *);
};

guint8      signature_transport(const struct payload *);
const char *signature_first(const struct signature *, guint count, const struct payload *);

const char *signatures_text(const struct payload *);
const char *signatures_web(const struct payload *);
const char *signatures_remote(const struct payload *);
const char *signatures_data(const struct payload *);
const char *signatures_network(const struct payload *);
const char *signatures_industrial(const struct payload *);
const char *signatures_media(const struct payload *);

/* Those that need several payloads of one side in a row. */
const char *signatures_runs(const struct payload *, struct signature_memory *);

enum { SCAN_MAX = 256 };

static inline gboolean has(const struct payload *payload, gsize bytes)
{
    return payload->captured >= bytes;
}

static inline guint8 get8(const struct payload *payload, gsize at)
{
    return has(payload, at + 1) ? payload->bytes[at] : 0;
}

static inline guint16 get16(const struct payload *payload, gsize at)
{
    return (guint16)(get8(payload, at) << 8 | get8(payload, at + 1));
}

static inline guint32 get24(const struct payload *payload, gsize at)
{
    return (guint32)get16(payload, at) << 8 | get8(payload, at + 2);
}

static inline guint32 get32(const struct payload *payload, gsize at)
{
    return (guint32)get16(payload, at) << 16 | get16(payload, at + 2);
}

static inline guint16 get16_le(const struct payload *payload, gsize at)
{
    return GUINT16_SWAP_LE_BE(get16(payload, at));
}

static inline guint32 get24_le(const struct payload *payload, gsize at)
{
    return get16_le(payload, at) | (guint32)get8(payload, at + 2) << 16;
}

static inline guint32 get32_le(const struct payload *payload, gsize at)
{
    return GUINT32_SWAP_LE_BE(get32(payload, at));
}

static inline gboolean bytes_at(const struct payload *payload, gsize at, const char *bytes, gsize count)
{
    return has(payload, at + count) && memcmp(payload->bytes + at, bytes, count) == 0;
}

#define LITERAL_AT(payload, at, literal) bytes_at(payload, at, "" literal, sizeof literal - 1)

static inline gboolean starts_with(const struct payload *payload, const char *text)
{
    return bytes_at(payload, 0, text, strlen(text));
}

/* Within the first SCAN_MAX bytes. */
static inline gboolean contains(const struct payload *payload, const char *text)
{
    gsize length = strlen(text);
    gsize end = MIN(payload->captured, SCAN_MAX);

    for (gsize at = 0; at + length <= end; at++)
        if (memcmp(payload->bytes + at, text, length) == 0)
            return TRUE;
    return FALSE;
}

/* Whether all of them are there and zero. */
static inline gboolean zeros_at(const struct payload *payload, gsize at, gsize count)
{
    if (!has(payload, at + count))
        return FALSE;
    for (gsize i = 0; i < count; i++)
        if (payload->bytes[at + i] != 0)
            return FALSE;
    return TRUE;
}

static inline gboolean printable_at(const struct payload *payload, gsize at, gsize count)
{
    if (!has(payload, at + count))
        return FALSE;
    for (gsize i = 0; i < count; i++)
        if (!g_ascii_isprint(payload->bytes[at + i]))
            return FALSE;
    return TRUE;
}

/* What is encrypted or random has hardly any zero byte. */
static inline gboolean is_filled(const struct payload *payload, gsize from, gsize count)
{
    guint zeros = 0;

    if (!has(payload, from + count))
        return FALSE;
    for (gsize i = 0; i < count; i++)
        zeros += payload->bytes[from + i] == 0;
    return zeros <= 2 + count / 32;
}
