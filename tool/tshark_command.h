/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The command lines by which winnow calls tshark: arrays of strings, NULL-terminated, the caller's. */
#pragma once

#include "tshark.h"

/* Tells our plugin to build only those fields that are asked for by name. */
#define TSHARK_ONLY_ASKED_FIELDS "winnow.fields:asked"

/* Rows of these fields, parted by tabs. Custom columns say the same as -T fields -E occurrence=a at half the price: tshark
 * builds no tree of what nobody asked for, and our plugin is told what somebody did. They come without a header line. */
GPtrArray *tshark_command_rows(const struct tshark_request *, const char *file, guint sets, char **names);

/* The table of the request's statistic, and no packets. */
GPtrArray *tshark_command_statistic(const struct tshark_request *, const char *file);

GPtrArray *tshark_command_interfaces(const struct tshark_request *);
GPtrArray *tshark_command_plugins(const struct tshark_request *);
GPtrArray *tshark_command_version(const struct tshark_request *);
