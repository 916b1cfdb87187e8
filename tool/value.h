/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What stands in a table: described columns, and values that may be unknown. Texts are borrowed. */
#pragma once

#include <glib.h>

enum value_kind {
    VALUE_TEXT,
    VALUE_DECIMAL,   /* a number, as a text that JSON knows, too */
    VALUE_NUMBER,    /* that names something: a port, a frame */
    VALUE_COUNT,     /* of things */
    VALUE_BYTES,     /* an amount */
    VALUE_SHARE,     /* real, 0 to 1 */
    VALUE_REAL,      /* any other */
    VALUE_BYTE_RATE, /* real, bytes a second */
    VALUE_TIME,      /* ns since 1970, UTC */
    VALUE_DURATION   /* ns */
};

struct value {
    gboolean known;
    union {
        const char *text;
        guint64     number;
        double      real;
        gint64      ns;
    };
};

static inline struct value value_text(const char *text)
{
    return (struct value){ .known = text && *text, .text = text };
}

static inline struct value value_number(guint64 number)
{
    return (struct value){ .known = TRUE, .number = number };
}

static inline struct value value_real(double real)
{
    return (struct value){ .known = TRUE, .real = real };
}

static inline struct value value_ns(gint64 ns)
{
    return (struct value){ .known = TRUE, .ns = ns };
}

static inline struct value value_share(guint64 part, guint64 whole)
{
    return (struct value){ .known = whole > 0, .real = whole ? (double)part / (double)whole : 0 };
}

/* `value` if that is known which it depends on. */
static inline struct value value_if(gboolean known, struct value value)
{
    value.known = value.known && known;
    return value;
}

struct table_column {
    const char     *key;   /* for programs: snake_case, with its unit */
    const char     *title; /* for eyes */
    enum value_kind kind;
    guint           width; /* columns to set aside for it where rows can't be waited for */
};

struct table {
    const char                *name; /* for programs */
    const char                *title;
    const struct table_column *columns;
    guint                      count;
    int                        bar;     /* the column that is drawn as a bar beside the rows, or -1 */
    gboolean                   single;  /* has one row */
    gboolean                   streams; /* has as many rows as there are packets */
    gboolean                   prose;   /* its last column is sentences, for which a terminal may be too narrow */
    const char *const         *types;   /* of the columns, for a format that says them; or NULL */
};

/* For programs: plain numbers, ISO 8601 in UTC, seconds; the same in every locale. Nothing where it is unknown. */
void value_append_plain(GString *, enum value_kind, const struct value *);

/* For eyes: thousands, kB, MB, per cent. Text as it stands, to be made safe. */
void value_append_readable(GString *, enum value_kind, const struct value *);
