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

/* Between the names of menus, in the title of a tree of statistics. */
#if WIRESHARK_VERSION_MAJOR > 4 || (WIRESHARK_VERSION_MAJOR == 4 && WIRESHARK_VERSION_MINOR >= 4)
#define WS_MENU_SEPARATOR "//"
#else
#define WS_MENU_SEPARATOR "/"
#endif

/* What the callbacks of a conversation filter are given besides, and told at registration. */
#if WIRESHARK_VERSION_MAJOR > 4 || (WIRESHARK_VERSION_MAJOR == 4 && WIRESHARK_VERSION_MINOR >= 2)
#define WS_CONVERSATION_FILTER_DATA , void *unused G_GNUC_UNUSED
#define WS_NO_CONVERSATION_FILTER_DATA , NULL
#else
#define WS_CONVERSATION_FILTER_DATA
#define WS_NO_CONVERSATION_FILTER_DATA
#endif

/* A truth value, as callbacks return it. */
#if WIRESHARK_VERSION_MAJOR > 4 || (WIRESHARK_VERSION_MAJOR == 4 && WIRESHARK_VERSION_MINOR >= 4)
#include <stdbool.h>
typedef bool ws_bool;
#else
typedef gboolean ws_bool;
#endif
