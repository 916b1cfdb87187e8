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

void complaints_report(struct complaints *self, const char *what)
{
    if (self->count > SHOWN)
        g_string_append_printf(self->text, "\n… and %u more", self->count - SHOWN);
    if (self->count)
        report_failure("Winnow could not read all of %s; the rest of it is used.%s", what, self->text->str);
    if (self->text)
        g_string_free(self->text, TRUE);
    *self = (struct complaints){ NULL, 0 };
}
