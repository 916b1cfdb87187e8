/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Applications by ports and protocol numbers alone, from the same table as the plugin's: for exports that lack its fields. */
#pragma once

#include "labels.h"
#include "packet_ends.h"

struct port_naming;

struct port_naming *port_naming_new(void);
void                port_naming_free(struct port_naming *);

/* TRUE if the export has a column to name applications by. */
gboolean port_naming_is_possible(const struct column_map *);

/* The parts point into the naming. */
void port_naming_label(struct port_naming *, const struct column_map *, const struct export_row *,
                       struct cell parts[LABEL_PARTS]);
