/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * THE list of what the live page is made of, beside its numbers. */
#pragma once

#include "serve_capture.h"

struct serve_section {
    const char *name; /* of the element that holds it, serve.html */
    void (*write)(const struct serve_gathered *, GString *html);
};

extern const struct serve_section serve_sections[];
extern const guint                serve_sections_count;
