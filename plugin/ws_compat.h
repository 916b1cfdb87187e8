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

#define WS_IS_AT_LEAST(major, minor)                                                                                        \
    (WIRESHARK_VERSION_MAJOR > (major) || (WIRESHARK_VERSION_MAJOR == (major) && WIRESHARK_VERSION_MINOR >= (minor)))

/* A truth value, as callbacks return it and preferences are stored. */
#if WS_IS_AT_LEAST(4, 4)
#include <stdbool.h>
typedef bool ws_bool;
#else
typedef gboolean ws_bool;
#endif

/* Between the names of menus, in the title of a tree of statistics. */
#if WS_IS_AT_LEAST(4, 4)
#define WS_MENU_SEPARATOR "//"
#else
#define WS_MENU_SEPARATOR "/"
#endif

/* What the callbacks of a conversation filter are given besides, and told at registration. */
#if WS_IS_AT_LEAST(4, 2)
#define WS_CONVERSATION_FILTER_DATA , void *unused G_GNUC_UNUSED
#define WS_NO_CONVERSATION_FILTER_DATA , NULL
#else
#define WS_CONVERSATION_FILTER_DATA
#define WS_NO_CONVERSATION_FILTER_DATA
#endif

/* What the function that begins a statistic of -z returns, and how it does. */
#if WS_IS_AT_LEAST(4, 6)
typedef bool ws_stat_begun;
#define WS_STAT_HAS_BEGUN return true
#else
typedef void     ws_stat_begun;
#define WS_STAT_HAS_BEGUN return
#endif

/* Where the value begins in a label is told, too. */
#if WS_IS_AT_LEAST(4, 6)
#define ws_fill_label(field, label) proto_item_fill_label(field, label, NULL)
#else
#define ws_fill_label(field, label) proto_item_fill_label(field, label)
#endif

#if WS_IS_AT_LEAST(4, 6)
#include <wsutil/value_string.h>
#else
#include <epan/value_string.h>
#endif
