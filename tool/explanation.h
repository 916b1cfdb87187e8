/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The table that says what the fields of the plugin mean. */
#pragma once

#include "writer.h"

/* A row for each fact of these sets (enum field_set) that the plugin has, and not for Wireshark's own fields; to a writer
 * that has begun. */
void explanation_write(guint sets, struct writer *);
