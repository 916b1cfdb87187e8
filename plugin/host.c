/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "host.h"

#include <getopt.h>
#include <string.h>

struct host {
    GPtrArray  *words;     /* of the command line; the others point into it */
    gboolean    is_tshark; /* the rest is known */
    gboolean    two_passes;
    const char *input;  /* of -r, where tshark knows it of --read-file, too */
    const char *format; /* of -T */
    GHashTable *fields; /* of -e, a set */
};

/* Options of tshark 4.0 to 4.6; the leading minus: they may stand behind other words, whatever POSIXLY_CORRECT says. */
static const char OPTIONS[] = "-2a:A:b:B:c:C:d:De:E:f:F:gG:hH:i:Ij:J:K:lLM:nN:o:O:pPqQr:R:s:S:t:T:u:U:vVw:W:xX:y:Y:z:";

static gboolean is_tshark(void)
{
    char    *path = g_file_read_link("/proc/self/exe", NULL);
    char    *name = path ? g_path_get_basename(path) : NULL;
    gboolean is = g_strcmp0(name, "tshark") == 0;

    g_free(path);
    g_free(name);
    return is;
}

/* The command line's words, the list ending in NULL; NULL where they can't be had. */
static GPtrArray *command_line(void)
{
    GPtrArray *words;
    char      *text, *word;
    gsize      length;

    if (!g_file_get_contents("/proc/self/cmdline", &text, &length, NULL))
        return NULL;
    words = g_ptr_array_new();
    for (word = text; word < text + length; word += strlen(word) + 1)
        g_ptr_array_add(words, word); /* parts of `text`, which stays */
    g_ptr_array_add(words, NULL);
    return words;
}

static void read_option(struct host *host, int option)
{
    if (option == '2')
        host->two_passes = TRUE;
    else if (option == 'r')
        host->input = optarg;
    else if (option == 'T')
        host->format = optarg;
    else if (option == 'e')
        g_hash_table_add(host->fields, optarg);
    else if (option == '?' && optopt) /* not a long option */
        host->is_tshark = FALSE;
}

static void read_command_line(struct host *host)
{
    static const struct option LONG_ONES[] = { { "read-file", required_argument, NULL, 'r' }, { NULL, 0, NULL, 0 } };
    int                        option;

    optind = 0;
    opterr = 0;
    while ((option = getopt_long((int)host->words->len - 1, (char **)host->words->pdata, OPTIONS, LONG_ONES, NULL)) != -1)
        read_option(host, option);
}

static const struct host *host(void)
{
    static struct host host;

    if (!host.fields) {
        host.fields = g_hash_table_new(g_str_hash, g_str_equal);
        host.is_tshark = is_tshark();
        host.words = command_line();
        if (host.words)
            read_command_line(&host);
        else
            host.is_tshark = FALSE;
    }
    return &host;
}

gboolean host_looks_again(void)
{
    return !host()->is_tshark || host()->two_passes;
}

gboolean host_is_tshark(void)
{
    return host()->is_tshark;
}

const char *host_input(void)
{
    return host()->is_tshark ? host()->input : NULL;
}

gboolean host_prints_trees(void)
{
    static const char *const WITH_FIELDS[] = { "fields", "json", "jsonraw", "ek", "pdml", NULL };
    const struct host       *self = host();

    return !self->is_tshark || !self->format || !g_strv_contains(WITH_FIELDS, self->format) ||
           g_hash_table_size(self->fields) == 0;
}

gboolean host_prints_field(const char *name)
{
    return g_hash_table_contains(host()->fields, name);
}
