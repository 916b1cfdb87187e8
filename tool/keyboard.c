/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "keyboard.h"

#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

struct keyboard {
    int            fd;
    struct termios before;
};

static gboolean take_over(int fd, struct termios *before)
{
    struct termios now;

    if (tcgetpgrp(fd) != getpgrp() || tcgetattr(fd, before) != 0)
        return FALSE;
    now = *before;
    now.c_lflag &= (tcflag_t) ~(tcflag_t)(ICANON | ECHO);
    now.c_cc[VMIN] = 0;
    now.c_cc[VTIME] = 0;
    return tcsetattr(fd, TCSANOW, &now) == 0;
}

struct keyboard *keyboard_open(void)
{
    struct keyboard *self = g_new0(struct keyboard, 1);

    self->fd = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (self->fd >= 0 && take_over(self->fd, &self->before))
        return self;
    if (self->fd >= 0)
        close(self->fd);
    g_free(self);
    return NULL;
}

void keyboard_close(struct keyboard *self)
{
    if (!self)
        return;
    tcsetattr(self->fd, TCSANOW, &self->before);
    close(self->fd);
    g_free(self);
}

gboolean keyboard_pressed(struct keyboard *self, char key)
{
    char   keys[64];
    gssize length = read(self->fd, keys, sizeof keys);

    return length > 0 && memchr(keys, key, (gsize)length);
}
