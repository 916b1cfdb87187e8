/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "address_lists.h"

#include "detectors.h"
#include "user_files.h"

static struct {
    const char *networks, *blocklists, *exceptions;
} settings;

/* What was made of them, and from what. */
static struct {
    struct address_set *networks;
    struct blocklists  *blocklists;
    struct exceptions  *exceptions;
    char               *networks_text, *blocklists_stamp, *exceptions_stamp;
} lists;

void address_lists_register(module_t *module)
{
    prefs_register_string_preference(
        module, "networks", "Your networks",
        "Addresses and networks that are yours, as in 192.0.2.0/24 2001:db8::/32; if empty, those of private use.",
        &settings.networks);
    prefs_register_string_preference(
        module, "blocklists", "Blocklists",
        "Files and folders with lists of bad addresses, separated by semicolons, beside a folder blocklists in the profile's "
        "folder. The formats are recognised by themselves: FireHOL, Spamhaus, AbuseIPDB, Feodo, MISP … gzipped or not.",
        &settings.blocklists);
    prefs_register_filename_preference(
        module, "exceptions_file", "Exceptions",
        "A file of lines that each name a detector, or * for all, and an address, network or domain of which it is to be "
        "silent; beside a file exceptions.txt in the profile's folder.",
        &settings.exceptions, FALSE);
}

/* Whether it is another one than before; takes it. */
static gboolean has_changed(char **before, char *now)
{
    gboolean changed = g_strcmp0(*before, now) != 0;

    g_free(*before);
    *before = now;
    return changed;
}

static void refuse_networks(const char *why, const char *former, struct complaints *complaints)
{
    char *reason = g_strdup_printf("winnow.networks stays %s. %s", *former ? former : "empty", why);
    char *setting = g_strconcat("winnow.networks:", former, NULL);
    char *ignored = NULL;

    complaints_add("", 0, reason, complaints);
    prefs_set_pref(setting, &ignored);
    g_free(ignored);
    g_free(setting);
    g_free(reason);
}

void address_lists_check(struct complaints *complaints)
{
    static char        *former; /* as it was when it could be read */
    GError             *error = NULL;
    struct address_set *networks = networks_parse(settings.networks, &error);

    if (networks) {
        address_set_free(networks);
        g_free(former);
        former = g_strdup(settings.networks);
    } else {
        refuse_networks(error->message, former ? former : "", complaints);
        g_error_free(error);
    }
}

static void refresh_networks(void)
{
    if (!has_changed(&lists.networks_text, g_strdup(settings.networks ? settings.networks : "")))
        return;
    g_clear_pointer(&lists.networks, address_set_free);
    lists.networks = networks_parse(lists.networks_text, NULL);
}

/* Joined by semicolons; the caller frees it. */
static char *joined(GPtrArray *files)
{
    char *text;

    g_ptr_array_add(files, NULL);
    text = g_strjoinv(";", (char **)files->pdata);
    g_ptr_array_unref(files);
    return text;
}

static void refresh_blocklists(void)
{
    char             *paths = joined(user_files("blocklists", settings.blocklists));
    struct complaints complaints = { NULL, 0 };

    if (has_changed(&lists.blocklists_stamp, blocklists_stamp(paths))) {
        g_clear_pointer(&lists.blocklists, blocklists_free);
        if (*paths)
            lists.blocklists = blocklists_read(paths, complaints_add, &complaints);
        complaints_report(&complaints, "the blocklists");
    }
    g_free(paths);
}

static gboolean is_detector(const char *name, gpointer data)
{
    (void)data;
    return detectors_find(name) >= 0;
}

static void refresh_exceptions(void)
{
    GPtrArray                *files = user_files("exceptions.txt", settings.exceptions);
    struct complaints         complaints = { NULL, 0 };
    struct exceptions_reading reading = { is_detector, complaints_add, &complaints };

    if (has_changed(&lists.exceptions_stamp, user_files_stamp(files))) {
        g_clear_pointer(&lists.exceptions, exceptions_free);
        if (files->len > 0)
            lists.exceptions = exceptions_new();
        for (guint i = 0; i < files->len; i++)
            exceptions_read(lists.exceptions, g_ptr_array_index(files, i), &reading);
        complaints_report(&complaints, "the exceptions");
    }
    g_ptr_array_unref(files);
}

void address_lists_refresh(void)
{
    refresh_networks();
    refresh_blocklists();
    refresh_exceptions();
}

void address_lists_forget(void)
{
    g_clear_pointer(&lists.networks_text, g_free);
    g_clear_pointer(&lists.blocklists_stamp, g_free);
    g_clear_pointer(&lists.exceptions_stamp, g_free);
}

const struct address_set *address_lists_networks(void)
{
    return lists.networks;
}

const struct blocklists *address_lists_blocklists(void)
{
    return lists.blocklists;
}

const struct exceptions *address_lists_exceptions(void)
{
    return lists.exceptions;
}
