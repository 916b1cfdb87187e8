/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a report was made of. Inputs are the same if their hashes are, whatever they are called. */
#pragma once

#include <glib.h>

struct report_input {
    char   *name;
    char   *hash;   /* SHA-256 in hexadecimal; "" where nobody knows it: then it is like no other */
    char   *filter; /* the display filter that chose its packets, or NULL */
    guint64 rows, damaged_rows;
    char   *broken; /* why it could not be read, or not to its end; or NULL */

    /* What no partial summary says: */
    char    *missing;   /* columns, and what they cost; "" for none */
    guint64  size;      /* bytes of the file; 0: no file */
    gboolean by_tshark; /* were packets, and no export */
};

struct report_inputs;

struct report_inputs *report_inputs_new(void);
void                  report_inputs_free(struct report_inputs *);

void report_inputs_add(struct report_inputs *, const struct report_input *); /* a copy of it; NULL is "" */
void report_inputs_add_all(struct report_inputs *, struct report_inputs *);

guint                      report_inputs_count(const struct report_inputs *);
const struct report_input *report_inputs_added(const struct report_inputs *, guint); /* in the order of adding */

/* The last that was added, to say what is known by now; NULL: there is none. */
struct report_input *report_inputs_last(struct report_inputs *);

/* The first reason stays. */
void report_input_break(struct report_input *, const char *reason);

/* Takes the hash; NULL leaves what was known. */
void report_input_take_hash(struct report_input *, char *hash);

/* In order of their hashes, then names: sorts them if need be. */
const struct report_input *report_inputs_at(struct report_inputs *, guint);
guint64                    report_inputs_rows(const struct report_inputs *);

const struct report_input *report_inputs_find(struct report_inputs *, const char *hash); /* or NULL */
