/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The user's settings (winnow.…) and files, as options of core. */
#pragma once

#include <glib.h>

#include "flow_table.h"
#include "port_table.h"

/* `apply` is called when some have changed. */
void preferences_register(int proto_id, void (*apply)(void));

/* Refuses what cannot be: what it was before comes back, and the user is told. */
void preferences_check(void);

/* Reads the files that they name, so that the user is told at once of what cannot be read; not while a capture is open. */
void preferences_read_files(void);

struct flow_options preferences_flow_options(void);

/* Of headers in tunnels the outermost ones count, not the innermost. */
gboolean preferences_tunnels_outermost(void);

/* Of the user's files and ours; read again when one of them has changed. Borrowed: good until the next call. Lines that
 * cannot be read are reported to the user. */
struct port_table *preferences_port_table(void);

/* The port table, and all that address_lists.h has, are read anew when next asked for, changed or not. */
void preferences_forget_tables(void);

/* Only the fields that a filter, a column or a colour rule names are to be built, even where a whole tree is shown. */
gboolean preferences_only_asked_fields(void);
