/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Tables in a format. A writer collects text; whoever made it takes the text away from `out` when it likes. */
#pragma once

#include "value.h"

struct writer;

/* What the place that is written to can show; formats for programs do not look at it. */
struct writer_style {
    gboolean ascii_only;
    gboolean colour;
    guint    columns;   /* of a terminal; 0: as wide as it gets */
    gboolean one_table; /* nothing else will follow */
};

/* One format. The functions get a writer whose `table` is the current one. */
struct writer_format {
    const char *name;
    const char *ending; /* of file names */
    gboolean    for_eyes;
    gsize       size; /* of its own struct, which begins with a struct writer */
    void (*begin)(struct writer *);
    void (*begin_table)(struct writer *);
    void (*row)(struct writer *, const struct value *);
    void (*remark)(struct writer *, const char *text); /* between rows; NULL: for eyes only */
    void (*flush)(struct writer *);                    /* rows held back for their widths; NULL: none are */
    void (*end_table)(struct writer *);
    void (*end)(struct writer *);
    void (*clear)(struct writer *);                                      /* or NULL */
    void (*member)(struct writer *, const char *name, const char *json); /* beside the tables; NULL: has no place for that */
};

struct writer {
    const struct writer_format *format;
    struct writer_style         style;
    GString                    *out;
    const struct table         *table;
    guint                       tables; /* begun */
};

extern const struct writer_format writer_table, writer_csv, writer_tsv, writer_json, writer_markdown;
extern const struct writer_format writer_zeek; /* has no name that users give: tables of Zeek's come in it */

/* NULL if there is no such format; writer_formats() names all of them, with commas. */
const struct writer_format *writer_format_named(const char *name);
const struct writer_format *writer_format_of_file(const char *file);
char                       *writer_formats(void);

struct writer *writer_new(const struct writer_format *, const struct writer_style *);
void           writer_free(struct writer *);

void writer_begin(struct writer *);
void writer_begin_table(struct writer *, const struct table *); /* borrowed until its end */
void writer_row(struct writer *, const struct value *values);   /* as many as the table has columns */
void writer_remark(struct writer *, const char *format, ...) G_GNUC_PRINTF(2, 3);
void writer_flush(struct writer *);
void writer_end_table(struct writer *);
void writer_end(struct writer *);
