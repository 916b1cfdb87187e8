/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "svg.h"

#include "markup.h"
#include "safe_text.h"

#include <math.h>
#include <string.h>

static const guint TEXT_LONGEST = 240, FONT_SIZE = 12;

void svg_append_number(GString *out, double number)
{
    char  buffer[G_ASCII_DTOSTR_BUF_SIZE];
    char *end;

    g_ascii_formatd(buffer, sizeof buffer, "%.2f", number);
    end = buffer + strlen(buffer);
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        *--end = '\0';
    g_string_append(out, g_str_equal(buffer, "-0") ? "0" : buffer);
}

static void append_point(GString *out, const char *command, double x, double y)
{
    g_string_append(out, command);
    svg_append_number(out, x);
    g_string_append_c(out, ' ');
    svg_append_number(out, y);
}

static void end_tag(struct svg *self)
{
    if (self->in_tag)
        g_string_append_c(self->out, '>');
    self->in_tag = FALSE;
}

void svg_open(struct svg *self, const char *element, const char *class)
{
    g_assert(self->depth < G_N_ELEMENTS(self->open));
    end_tag(self);
    self->open[self->depth++] = element;
    g_string_append_printf(self->out, "<%s", element);
    self->in_tag = TRUE;
    if (class)
        svg_raw(self, "class", class);
}

void svg_close(struct svg *self)
{
    const char *element = self->open[--self->depth];

    if (self->in_tag)
        g_string_append(self->out, "/>");
    else
        g_string_append_printf(self->out, "</%s>", element);
    self->in_tag = FALSE;
}

void svg_raw(struct svg *self, const char *attribute, const char *value)
{
    g_string_append_printf(self->out, " %s=\"%s\"", attribute, value);
}

void svg_attribute(struct svg *self, const char *attribute, const char *text)
{
    g_string_append_printf(self->out, " %s=\"", attribute);
    markup_append(self->out, text, TEXT_LONGEST);
    g_string_append_c(self->out, '"');
}

void svg_number(struct svg *self, const char *attribute, double number)
{
    g_string_append_printf(self->out, " %s=\"", attribute);
    svg_append_number(self->out, number);
    g_string_append_c(self->out, '"');
}

void svg_text(struct svg *self, const char *text)
{
    end_tag(self);
    markup_append(self->out, text, TEXT_LONGEST);
}

void svg_title(struct svg *self, const char *text)
{
    svg_open(self, "title", NULL);
    svg_text(self, text);
    svg_close(self);
}

static void described(struct svg *self, const char *element, const char *id, const char *text)
{
    char *own_id = g_strdup_printf("%s-%s", id, element);

    svg_open(self, element, NULL);
    svg_raw(self, "id", own_id);
    svg_text(self, text);
    svg_close(self);
    g_free(own_id);
}

static void append_view(struct svg *self, double width, double height)
{
    g_string_append(self->out, " viewBox=\"0 0 ");
    svg_append_number(self->out, width);
    g_string_append_c(self->out, ' ');
    svg_append_number(self->out, height);
    g_string_append_c(self->out, '"');
}

void svg_begin(struct svg *self, GString *out, const struct svg_head *head)
{
    char *labels = g_strdup_printf("%s-title %s-desc", head->id, head->id);

    *self = (struct svg){ .out = out };
    svg_open(self, "svg", "winnow-chart");
    svg_raw(self, "xmlns", "http://www.w3.org/2000/svg");
    svg_raw(self, "role", "img");
    svg_raw(self, "aria-labelledby", labels);
    svg_number(self, "width", head->width);
    svg_number(self, "height", head->height);
    append_view(self, head->width, head->height);
    described(self, "title", head->id, head->title);
    described(self, "desc", head->id, head->description);
    if (head->style) {
        g_string_append_printf(out, "<style>%s</style>", head->style);
        svg_rect(self, "ground", 0, 0, head->width, head->height);
    }
    g_free(labels);
}

void svg_end(struct svg *self)
{
    while (self->depth)
        svg_close(self);
    g_string_append_c(self->out, '\n');
}

void svg_open_moved(struct svg *self, const char *class, double x, double y)
{
    svg_open(self, "g", class);
    append_point(self->out, " transform=\"translate(", x, y);
    g_string_append(self->out, ")\"");
}

void svg_open_rect(struct svg *self, const char *class, double x, double y, double width, double height)
{
    svg_open(self, "rect", class);
    svg_number(self, "x", x);
    svg_number(self, "y", y);
    svg_number(self, "width", width);
    svg_number(self, "height", height);
}

void svg_rect(struct svg *self, const char *class, double x, double y, double width, double height)
{
    svg_open_rect(self, class, x, y, width, height);
    svg_close(self);
}

static void open_circle(struct svg *self, const char *class, double x, double y, double radius)
{
    svg_open(self, "circle", class);
    svg_number(self, "cx", x);
    svg_number(self, "cy", y);
    svg_number(self, "r", radius);
}

/* An arc of a whole turn ends where it begins, and would not be seen. */
void svg_open_sector(struct svg *self, const char *class, double x, double y, double radius, double from, double to)
{
    GString *path;

    if (to - from > 1 - 1e-6) {
        open_circle(self, class, x, y, radius);
        return;
    }
    path = g_string_new(NULL);
    append_point(path, "M", x, y);
    append_point(path, "L", x + radius * sin(2 * G_PI * from), y - radius * cos(2 * G_PI * from));
    append_point(path, "A", radius, radius);
    append_point(path, to - from > 0.5 ? " 0 1 1 " : " 0 0 1 ", x + radius * sin(2 * G_PI * to),
                 y - radius * cos(2 * G_PI * to));
    g_string_append_c(path, 'Z');
    svg_open(self, "path", class);
    svg_raw(self, "d", path->str);
    g_string_free(path, TRUE);
}

void svg_line(struct svg *self, const char *class, double x1, double y1, double x2, double y2)
{
    svg_open(self, "line", class);
    svg_number(self, "x1", x1);
    svg_number(self, "y1", y1);
    svg_number(self, "x2", x2);
    svg_number(self, "y2", y2);
    svg_close(self);
}

/* In few fonts wider than this. */
static double character_width(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return FONT_SIZE * (g_unichar_iswide(c) ? 1 : g_unichar_isupper(c) || strchr("%@mw", (int)MIN(c, 127)) ? 0.8 : 0.62);
}

/* Columns of it that take no more than `width`; 0: it takes no more as a whole. */
static guint columns_within(const char *text, double width)
{
    char  *safe = safe_text_of(text);
    double taken = 0;
    gsize  fits = 0;
    guint  columns;

    for (const char *c = safe; *c; c = g_utf8_next_char(c)) {
        taken += character_width(g_utf8_get_char(c));
        if (taken <= width)
            fits = (gsize)(g_utf8_next_char(c) - safe);
    }
    if (fits < strlen(safe))
        safe[fits] = '\0';
    else
        safe[0] = '\0';
    columns = safe_text_width(safe);
    g_free(safe);
    return columns;
}

void svg_label(struct svg *self, const char *class, double x, double y, double width, const char *text)
{
    svg_open(self, "text", class);
    svg_number(self, "x", x);
    svg_number(self, "y", y);
    end_tag(self);
    markup_append(self->out, text, width > 0 ? columns_within(text, width) : TEXT_LONGEST);
    svg_close(self);
}

double svg_label_width(const char *text)
{
    double width = 0;

    for (const char *c = text; *c; c = g_utf8_next_char(c))
        width += character_width(g_utf8_get_char(c));
    return width;
}
