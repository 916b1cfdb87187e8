/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a page says that is neither picture nor table. */
#pragma once

#include "palette.h"

/* "What is all this traffic?", in words. */
void page_append_answer(const struct report *, const struct palette *, GString *out);
/* The first few of what was found. */
void page_append_loudest(const struct report *, GString *out);
/* From what the report was made, by what, and what it lacks. */
void page_append_origin(const struct report *, GString *out);
