/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "partial_row.h"

#include "applications.h"
#include "cell_parse.h"
#include "export_packet.h"
#include "json_text.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#define TIME_MAX G_GINT64_CONSTANT(8000000000000000000) /* as in exports */
#define COUNT_MAX (G_GINT64_CONSTANT(1) << 62)

/* ---- writing ---- */

static void append_address(GString *out, const struct address *address)
{
    char text[ADDRESS_TEXT_SIZE];

    json_text_append(out, address_format(address, text));
}

static void append_time(GString *out, gint64 time)
{
    if (time == TIME_UNKNOWN)
        g_string_append(out, "null");
    else
        g_string_append_printf(out, "%" G_GINT64_FORMAT, time);
}

static void append_port(GString *out, gint32 port)
{
    if (port == PORT_UNKNOWN)
        g_string_append(out, "null");
    else
        g_string_append_printf(out, "%d", port);
}

static void append_real(GString *out, double real)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append(out, g_ascii_dtostr(text, sizeof text, real));
}

static void append_counts(GString *out, const guint64 *counts)
{
    for (guint i = 0; i < CLASS_COUNT; i++)
        g_string_append_printf(out, "%s%" G_GUINT64_FORMAT, i ? ", " : "", counts[i]);
}

static void append_one(GString *out, char kind, va_list *arguments)
{
    switch (kind) {
    case 's': json_text_append(out, va_arg(*arguments, const char *)); break;
    case 'n': g_string_append_printf(out, "%" G_GUINT64_FORMAT, va_arg(*arguments, guint64)); break;
    case 'f': append_real(out, va_arg(*arguments, double)); break;
    case 'c': append_counts(out, va_arg(*arguments, const guint64 *)); break;
    case 'a': append_address(out, va_arg(*arguments, const struct address *)); break;
    case 't': append_time(out, va_arg(*arguments, gint64)); break;
    case 'p': append_port(out, va_arg(*arguments, gint32)); break;
    case 'b': g_string_append(out, va_arg(*arguments, gboolean) ? "true" : "false"); break;
    default: g_assert_not_reached();
    }
}

void partial_row_append(GString *out, const char *kinds, ...)
{
    va_list arguments;

    va_start(arguments, kinds);
    g_string_append_c(out, '[');
    for (const char *kind = kinds; *kind; kind++) {
        g_string_append(out, kind == kinds ? "" : ", ");
        append_one(out, *kind, &arguments);
    }
    g_string_append_c(out, ']');
    va_end(arguments);
}

/* ---- reading ---- */

static gboolean holds(JsonNode *node, GType type)
{
    return JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == type;
}

static gboolean read_integer(JsonNode *node, gint64 least, gint64 most, gint64 *integer)
{
    if (!holds(node, G_TYPE_INT64))
        return FALSE;
    *integer = json_node_get_int(node);
    return *integer >= least && *integer <= most;
}

static gboolean read_count(JsonNode *node, guint64 *count)
{
    gint64 integer;

    if (!read_integer(node, 0, COUNT_MAX, &integer))
        return FALSE;
    *count = (guint64)integer;
    return TRUE;
}

static gboolean read_time(JsonNode *node, gint64 *time)
{
    *time = TIME_UNKNOWN;
    return JSON_NODE_HOLDS_NULL(node) || read_integer(node, -TIME_MAX, TIME_MAX, time);
}

static gboolean read_port(JsonNode *node, gint32 *port)
{
    gint64 integer = PORT_UNKNOWN;

    if (!JSON_NODE_HOLDS_NULL(node) && !read_integer(node, 0, G_MAXUINT16, &integer))
        return FALSE;
    *port = (gint32)integer;
    return TRUE;
}

static gboolean read_text(JsonNode *node, const char **text)
{
    if (!holds(node, G_TYPE_STRING))
        return FALSE;
    *text = json_node_get_string(node);
    return TRUE;
}

static gboolean read_address(JsonNode *node, struct address *address)
{
    const char *text;

    *address = (struct address){ .kind = ADDRESS_NONE };
    if (!read_text(node, &text))
        return FALSE;
    cell_address((struct cell){ text, (guint)strlen(text) }, address);
    return TRUE;
}

static gboolean read_real(JsonNode *node, double *real)
{
    if (!holds(node, G_TYPE_DOUBLE) && !holds(node, G_TYPE_INT64))
        return FALSE;
    *real = json_node_get_double(node);
    return *real >= 0 && isfinite(*real);
}

static gboolean read_boolean(JsonNode *node, gboolean *boolean)
{
    if (!holds(node, G_TYPE_BOOLEAN))
        return FALSE;
    *boolean = json_node_get_boolean(node);
    return TRUE;
}

static gboolean read_counts(JsonArray *row, guint from, guint64 *counts)
{
    for (guint i = 0; i < CLASS_COUNT; i++)
        if (!read_count(json_array_get_element(row, from + i), &counts[i]))
            return FALSE;
    return TRUE;
}

static gboolean read_one(JsonNode *node, char kind, va_list *arguments)
{
    switch (kind) {
    case 's': return read_text(node, va_arg(*arguments, const char **));
    case 'n': return read_count(node, va_arg(*arguments, guint64 *));
    case 'f': return read_real(node, va_arg(*arguments, double *));
    case 'a': return read_address(node, va_arg(*arguments, struct address *));
    case 't': return read_time(node, va_arg(*arguments, gint64 *));
    case 'p': return read_port(node, va_arg(*arguments, gint32 *));
    case 'b': return read_boolean(node, va_arg(*arguments, gboolean *));
    default: g_assert_not_reached();
    }
}

static guint length_of(const char *kinds)
{
    guint length = 0;

    for (; *kinds; kinds++)
        length += *kinds == 'c' ? CLASS_COUNT : 1;
    return length;
}

gboolean partial_row_read(JsonArray *row, const char *kinds, ...)
{
    gboolean sound = json_array_get_length(row) == length_of(kinds);
    guint    at = 0;
    va_list  arguments;

    va_start(arguments, kinds);
    for (const char *kind = kinds; *kind && sound; kind++) {
        if (*kind == 'c') {
            sound = read_counts(row, at, va_arg(arguments, guint64 *));
            at += CLASS_COUNT;
        } else {
            sound = read_one(json_array_get_element(row, at++), *kind, &arguments);
        }
    }
    va_end(arguments);
    return sound;
}
