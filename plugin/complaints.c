/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "complaints.h"

#include <wsutil/report_message.h>

enum { SHOWN = 10 };

void complaints_add(const char *file, guint line, const char *reason, gpointer data)
{
    struct complaints *self = data;

    if (!self->text)
        self->text = g_string_new(NULL);
    if (self->count++ >= SHOWN)
        return;
    if (line)
        g_string_append_printf(self->text, "\n%s:%u: %s", file, line, reason);
    else
        g_string_append_printf(self->text, "\n%s", reason);
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
    char *sentence = g_strdup_printf("Winnow could not read all of %s; the rest of it is used.", what);

    report(self, sentence);
    g_free(sentence);
}

gboolean complaints_report_refused(struct complaints *self)
{
    gboolean are_any = self->count > 0;

    report(self, "Winnow refused what it cannot use.");
    return are_any;
}
