/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "content_hash.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 256 * 1024 };

/* FALSE if it can't be read. */
static gboolean add_all(GChecksum *checksum, int fd)
{
    guint8 *bytes = g_malloc(CHUNK);
    off_t   at = 0;
    gssize  length;

    do {
        length = pread(fd, bytes, CHUNK, at);
        if (length > 0) {
            g_checksum_update(checksum, bytes, length);
            at += length;
        }
    } while (length > 0 || (length < 0 && errno == EINTR));
    g_free(bytes);
    return length == 0;
}

char *content_hash_of_fd(int fd)
{
    GChecksum  *checksum;
    struct stat status;
    char       *hash;

    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return NULL;
    checksum = g_checksum_new(G_CHECKSUM_SHA256);
    hash = add_all(checksum, fd) ? g_strdup(g_checksum_get_string(checksum)) : NULL;
    g_checksum_free(checksum);
    return hash;
}

char *content_hash_of_file(const char *name)
{
    int   fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* at a named pipe nobody may be left */
    char *hash = fd >= 0 ? content_hash_of_fd(fd) : NULL;

    if (fd >= 0)
        close(fd);
    return hash;
}
