/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "progress.h"

#include "bar.h"
#include "terminal.h"
#include "value.h"

#include <unistd.h>

enum { WIDTH = 30, PATIENCE_US = 1000000, STEP_US = 100000 };

struct progress {
    gboolean on_terminal, ascii_only, shown;
    gint64   next; /* monotonic time of the next look */
};

struct progress *progress_new(void)
{
    struct progress *self = g_new0(struct progress, 1);

    self->on_terminal = terminal_is(STDERR_FILENO);
    self->ascii_only = terminal_style(STDERR_FILENO).ascii_only;
    self->next = g_get_monotonic_time() + PATIENCE_US;
    return self;
}

void progress_hide(struct progress *self)
{
    if (self->shown)
        g_printerr("\r\033[K");
    self->shown = FALSE;
}

void progress_free(struct progress *self)
{
    if (!self)
        return;
    progress_hide(self);
    g_free(self);
}

void progress_show(struct progress *self, const char *name, guint64 done, guint64 total)
{
    gint64   now = g_get_monotonic_time();
    GString *line;

    if (!self->on_terminal || now < self->next)
        return;
    self->next = now + STEP_US;
    line = g_string_new("\r");
    if (total) {
        double part = MIN((double)done / (double)total, 0.99);

        g_string_append_printf(line, "%3.0f %% %s  ", part * 100, name);
        bar_append(line, part, WIDTH, self->ascii_only);
    } else {
        g_string_append_printf(line, "%s  ", name);
        value_append_readable(line, VALUE_BYTES, &(struct value){ .known = TRUE, .number = done });
    }
    g_string_append(line, "\033[K");
    g_printerr("%s", line->str);
    self->shown = TRUE;
    g_string_free(line, TRUE);
}
