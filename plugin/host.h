/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What the program around us was asked to do, as far as its command line tells: Wireshark does not say it to its plugins,
 * and it decides how much has to be remembered and built. Whatever is not understood counts as asking for everything. */
#pragma once

#include <glib.h>

gboolean host_is_tshark(void);

/* The file that tshark reads; NULL where it is not known. */
const char *host_input(void);

/* FALSE where no frame is dissected twice: in tshark without -2. */
gboolean host_looks_again(void);

/* FALSE where tshark prints chosen fields only (-T fields, json …, with -e). */
gboolean host_prints_trees(void);

/* Whether the field of this name is among those. */
gboolean host_prints_field(const char *name);
