/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "terminal.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

gboolean terminal_is(int fd)
{
    return isatty(fd) == 1;
}

static struct winsize window_size(int fd)
{
    struct winsize size = { 0 };

    if (!terminal_is(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0)
        memset(&size, 0, sizeof size);
    return size;
}

guint terminal_columns(int fd)
{
    guint columns = window_size(fd).ws_col;

    return columns || !terminal_is(fd) ? columns : 80;
}

guint terminal_rows(int fd)
{
    guint rows = window_size(fd).ws_row;

    return rows || !terminal_is(fd) ? rows : 24;
}

struct writer_style terminal_style(int fd)
{
    const char *no_color = g_getenv("NO_COLOR"), *kind = g_getenv("TERM");
    gboolean    dumb = !kind || g_str_equal(kind, "dumb");

    return (struct writer_style){
        .ascii_only = !g_get_charset(NULL),
        .colour = terminal_is(fd) && !dumb && !(no_color && *no_color),
        .columns = terminal_columns(fd),
    };
}

static void put(int fd, const char *text, gsize length)
{
    while (length) {
        gssize written = write(fd, text, length);
        if (written <= 0)
            return;
        text += written;
        length -= (gsize)written;
    }
}

static void put_text(int fd, const char *text)
{
    put(fd, text, strlen(text));
}

void terminal_enter_screen(int fd)
{
    put_text(fd, "\033[?1049h\033[?25l\033[?7l\033[H\033[2J");
}

void terminal_leave_screen(int fd)
{
    put_text(fd, "\033[?7h\033[?25h\033[?1049l");
}

void terminal_redraw(int fd, const char *text)
{
    GString *screen = g_string_new("\033[H");
    guint    rows = terminal_rows(fd);

    for (guint i = 1; i < rows && *text; i++) {
        gsize length = strcspn(text, "\n");

        g_string_append_len(screen, text, (gssize)length);
        g_string_append(screen, "\033[K\r\n");
        text += length + (text[length] != '\0');
    }
    g_string_append(screen, "\033[J");
    put(fd, screen->str, screen->len);
    g_string_free(screen, TRUE);
}
