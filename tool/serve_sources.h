/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a capture may be started on: the interfaces that tshark lists, and the files of the command line. */
#pragma once

#include "tshark.h"

struct serve_sources;

/* Both borrowed. */
struct serve_sources *serve_sources_new(const struct tshark_request *, char **files);
void                  serve_sources_free(struct serve_sources *);

/* Asks tshark, and then tells what there is, as JSON: {"files": [NAME…], "interfaces": [{"name", "description"}…],
 * "problem": why there are none, or null}. */
typedef void (*serve_sources_told)(const char *json, gpointer data);
void serve_sources_list(struct serve_sources *, serve_sources_told, gpointer data);

/* The interface of that name, and the file of that number, from 0: NULL if it was not told of. */
const char *serve_sources_interface(const struct serve_sources *, const char *name);
const char *serve_sources_file(const struct serve_sources *, const char *number);
