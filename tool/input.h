/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One INPUT of the command line, whatever it is: an export, compressed or not, in a file or on standard input, or packets,
 * in a capture file or from an interface, which tshark then turns into an export. */
#pragma once

#include "tshark.h"

struct input {
    char               *name;   /* for messages */
    struct byte_source *source; /* of the export */
    struct tshark      *tshark; /* NULL if the input was an export already */
    char               *header; /* where the source has none, or NULL */
    guint64             size;   /* bytes of the file, 0 where nobody knows */

    gboolean is_statistic; /* tshark was asked for a table where rows would do, and it is there */

    struct byte_source *stored; /* what tshark is fed from, or NULL */

    char      *file;     /* its name, or NULL */
    GChecksum *checksum; /* of what is read from the source, or NULL */
};

struct input_request {
    struct tshark_request tshark;
    guint                 sets; /* fields to ask tshark for */
    byte_source_pulse     pulse;
    gpointer              pulse_data;
    gboolean              hashed; /* what is no file is hashed while it is read */
};

/* What a file's name, or "-", is called where it is told of; the caller's. */
char *input_name(const char *argument);

/* `argument` is a file's name or "-"; NULL means the request's interface. */
struct input *input_new(const char *argument, const struct input_request *);

/* FALSE, and *error set, if it can't be read. While it waits for the first bytes, `source` is NULL. */
gboolean input_open(struct input *, const char *argument, const struct input_request *, GError **error);

/* By what it is known again (content_hash.h), once it has been read: a file by its bytes, anything else, if the request
 * wanted that, by the rows that were read. NULL where nobody knows; the caller's. */
char *input_content_hash(const struct input *);

/* Frees it; FALSE, and *error set, if what it came from ended badly. */
gboolean input_close(struct input *, GError **error);
