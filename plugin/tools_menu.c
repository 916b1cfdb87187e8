/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "tools_menu.h"

#include <epan/funnel.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <wsutil/filesystem.h>
#include <wsutil/report_message.h>

#include "capture_session.h"
#include "preferences.h"

static const char PORTS_EXAMPLE[] =
    "# Your own port table: which application a port stands for. Its entries go before Winnow's own.\n"
    "# An entry a line; # begins a comment. The whole language is in winnow-ports(5).\n"
    "#\n"
    "#   PORT[-PORT][/PROTO]  NAME [ATTRIBUTE…]           PROTO: tcp, udp, sctp or dccp; without it, any of them\n"
    "#   ADDRESS[/BITS]:PORT[/PROTO]  NAME [ATTRIBUTE…]   one host or network; IPv6 in brackets\n"
    "#   application NAME  ATTRIBUTE…                     attributes without a port\n"
    "#\n"
    "# ATTRIBUTE: category=…; class=real-time, interactive, streaming, bulk, control or background;\n"
    "# over=… the applications that may carry it. For example, without the # in front:\n"
    "#\n"
    "#8000-8099/tcp           Build servers  category=Web class=background over=HTTP,TLS\n"
    "#10.1.2.3:9000/tcp       Payroll        category=Database over=HTTP,TLS\n"
    "#application BitTorrent  class=bulk\n"
    "#\n"
    "# When it is saved, choose Tools, Winnow, Reload Tables in Wireshark.\n";

/* With whatever the desktop opens such a thing. */
static void open_path(const char *path)
{
    char *uri = g_filename_to_uri(path, NULL, NULL);

    if (!uri || !funnel_get_funnel_ops()->browser_open_url(uri))
        report_failure("Winnow found no program that opens %s.", path);
    g_free(uri);
}

/* Of the profile that is in use; made if need be. The caller's; NULL if that failed, which was told. */
static char *profile_folder(void)
{
    char *file = get_persconffile_path("ports.txt", TRUE);
    char *folder = g_path_get_dirname(file);

    g_free(file);
    if (g_mkdir_with_parents(folder, 0755) != 0) {
        report_failure("Winnow could not make the folder %s: %s.", folder, g_strerror(errno));
        g_clear_pointer(&folder, g_free);
    }
    return folder;
}

/* What is there already stays. 0, or an errno. */
static int make_port_table(const char *path)
{
    FILE *file = fopen(path, "wx");

    if (!file)
        return errno == EEXIST ? 0 : errno;
    int error = fputs(PORTS_EXAMPLE, file) < 0 ? errno : 0;
    if (fclose(file) != 0)
        error = errno;
    if (error)
        g_unlink(path);
    return error;
}

static void edit_port_table(gpointer data)
{
    char *folder = profile_folder();

    (void)data;
    if (!folder)
        return;
    char *path = g_build_filename(folder, "ports.txt", NULL);
    int   error = make_port_table(path);
    if (error)
        report_failure("Winnow could not make %s: %s.", path, g_strerror(error));
    else
        open_path(path);
    g_free(path);
    g_free(folder);
}

static void open_profile_folder(gpointer data)
{
    char *folder = profile_folder();

    (void)data;
    if (folder)
        open_path(folder);
    g_free(folder);
}

static void reload_tables(gpointer data)
{
    const funnel_ops_t *ops = funnel_get_funnel_ops();

    (void)data;
    preferences_forget_tables();
    if (capture_session_is_open()) {
        ops->redissect_packets(ops->ops_id);
        return;
    }
    preferences_read_files();
    report_warning("No capture is open. Winnow has read its tables again, and uses them from the next capture on.");
}

static void open_page(gpointer data)
{
    (void)data;
    if (g_file_test(WINNOW_ANOMALIES_PAGE, G_FILE_TEST_EXISTS))
        open_path(WINNOW_ANOMALIES_PAGE);
    else
        report_failure("The page is not installed: there is no %s. See winnow-anomalies(5), which says the same.",
                       WINNOW_ANOMALIES_PAGE);
}

void tools_menu_register(void)
{
    static const struct {
        const char          *title;
        funnel_menu_callback chosen;
    } ITEMS[] = {
        /* Wireshark sorts them */
        { "Winnow/About Anomalies", open_page },
        { "Winnow/Edit Port Table…", edit_port_table },
        { "Winnow/Open Profile Folder", open_profile_folder },
        { "Winnow/Reload Tables", reload_tables },
    };

    for (guint i = 0; i < G_N_ELEMENTS(ITEMS); i++)
        funnel_register_menu(ITEMS[i].title, REGISTER_TOOLS_GROUP_UNSORTED, ITEMS[i].chosen, NULL, NULL, FALSE);
}
