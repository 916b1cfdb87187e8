/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The differences between Wireshark's minor releases, and nothing else. */
#pragma once

#include <sys/types.h>
#ifndef HAVE_SSIZE_T
#define HAVE_SSIZE_T 1
#endif

#include <glib.h>
#include <ws_version.h>
