/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What winnow makes of reports: texts that must be sound whatever was counted. */
#pragma once

#include "report.h"

/* Writes its tables in every format there is. */
void texts_check_tables(const struct report *);

/* Of packets, as a page and as pictures. */
void texts_check_page(const struct report *);

/* What a partial summary of it says, it says again when it has been read and written. */
void texts_check_partial(const struct report *);

/* For who reads with eyes, on a terminal: lines of printable UTF-8. */
void texts_check_lines(const char *text);

void texts_check_json(const char *text, gsize length);
