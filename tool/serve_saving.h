/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The report as a file in any format, and the capture itself. */
#pragma once

#include "serve_capture.h"

#include <libsoup/soup.h>

/* Answers with the file of that name: capture.pcapng, or report.ENDING. NULL, or a sentence why not. */
const char *serve_saving_answer(struct serve_capture *, SoupServerMessage *, const char *name);
