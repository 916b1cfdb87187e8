/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "complaints.h"

#include <wsutil/report_message.h>

enum { SHOWN = 10 };

/* Files and what they hold may have come from anywhere: a terminal obeys no "?". Frees the text. */
static void append_harmless(GString *out, char *text)
{
    char *valid = g_utf8_make_valid(text, -1);

    for (const char *c = valid; *c; c = g_utf8_next_char(c))
        if (g_unichar_iscntrl(g_utf8_get_char(c)))
            g_string_append_c(out, '?');
        else
            g_string_append_unichar(out, g_utf8_get_char(c));
    g_free(valid);
    g_free(text);
}

void complaints_add(const char *file, guint line, const char *reason, gpointer data)
{
    struct complaints *self = data;

    if (!self->text)
        self->text = g_string_new(NULL);
    if (self->count++ >= SHOWN)
        return;
    g_string_append_c(self->text, '\n');
    append_harmless(self->text, line ? g_strdup_printf("%s:%u: %s", file, line, reason) : g_strdup(reason));
}

static void report(struct complaints *self, const char *sentence)
{
    if (self->count > SHOWN)
        g_string_append_printf(self->text, "\n… and %u more", self->count - SHOWN);
    if (self->count)
        report_failure("%s%s", sentence, self->text->str);
    if (self->text)
        g_string_free(self->text, TRUE);
    *self = (struct complaints){ NULL, 0 };
}

void complaints_report(struct complaints *self, const char *what)
{
    char *sentence = g_strdup_printf("Winnow could not read all of %s; the rest is used.", what);

    report(self, sentence);
    g_free(sentence);
}

gboolean complaints_report_refused(struct complaints *self)
{
    gboolean are_any = self->count > 0;

    report(self, "Winnow refused what it cannot use.");
    return are_any;
}
