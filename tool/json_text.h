/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* A string of JSON, quotes included. Broken UTF-8 and what must not reach a terminal are spelled out (safe_text.h). */
void json_text_append(GString *out, const char *text);
