/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "preferences.h"

#include <epan/prefs.h>
#include <glib/gstdio.h>
#include <string.h>

#include "address_lists.h"
#include "complaints.h"
#include "detector_preferences.h"
#include "port_grid.h"
#include "ports_reader.h"
#include "preference_choice.h"
#include "preference_heading.h"
#include "user_files.h"

static struct {
    const char *ports_file;
    guint       idle_timeout;   /* s */
    guint       active_timeout; /* s */
    ws_bool     use_vlan;
    guint       max_flows;
    gint        tunnels;
    gint        fields;
} settings = { .idle_timeout = 120, .max_flows = FLOWS_DEFAULT };

static gint64 registered; /* µs since 1970 */

static void register_applications(module_t *module)
{
    preference_heading(module, "Applications");
    port_grid_register(module);
    prefs_register_filename_preference(
        module, "ports_file", "File of your ports (ports.txt)",
        "Your own ports.txt. Its entries go before those of a ports.txt in the profile's folder, and both before Winnow's own.",
        &settings.ports_file, FALSE);
}

static void register_flows(module_t *module)
{
    preference_heading(module, "Flows");
    prefs_register_uint_preference(module, "idle_timeout", "Idle time-out of a flow (s)",
                                   "A flow ends after so many seconds without a packet; 0: never.", 10,
                                   &settings.idle_timeout);
    prefs_register_uint_preference(module, "active_timeout", "Active time-out of a flow (s)",
                                   "A flow is cut so many seconds after its start; 0: never.", 10, &settings.active_timeout);
    prefs_register_uint_preference(module, "max_flows", "Most flows held",
                                   "Beyond so many, the flow without a packet for the longest time ends; each takes "
                                   "about 1 KiB of memory. 0: no limit.",
                                   10, &settings.max_flows);
    prefs_register_bool_preference(module, "vlan", "VLANs separate flows", "The same endpoints in two VLANs have two flows.",
                                   &settings.use_vlan);
    preference_choice_register(
        module, &preference_tunnels, "Headers of tunnelled packets",
        "Which of several IP headers in one packet says whose flow it is. The outermost one is looked for behind Ethernet, "
        "Linux cooked and raw IP link layers.",
        &settings.tunnels);
}

static void register_fields(module_t *module)
{
    preference_heading(module, "Fields");
    preference_choice_register(
        module, &preference_fields, "Fields to build",
        "Where packets are printed by custom columns, building only those fields saves some time; the packet's details "
        "then lack the others.",
        &settings.fields);
}

void preferences_register(int proto_id, void (*apply)(void))
{
    module_t *module = prefs_register_protocol(proto_id, apply);

    registered = g_get_real_time();
    register_applications(module);
    register_flows(module);
    register_fields(module);
    preference_heading(module, "Anomalies");
    address_lists_register(module);
    detector_preferences_register(module);
}

/* ---- what cannot be ---- */

/* The dialog of preferences has them written down, and only then asks. */
static gboolean are_written_down(void)
{
    GPtrArray *file = user_files("preferences", NULL);
    GStatBuf   status;
    gboolean   are = file->len && g_stat(g_ptr_array_index(file, 0), &status) == 0 &&
                   (gint64)status.st_mtime * G_USEC_PER_SEC >= registered;

    g_ptr_array_unref(file);
    return are;
}

void preferences_check(void)
{
    char *ignored = NULL;

    if (detector_preferences_check() && are_written_down()) {
        write_prefs(&ignored);
        g_free(ignored);
    }
}

void preferences_read_files(void)
{
    preferences_port_table();
    address_lists_refresh();
}

/* ---- flows and fields ---- */

struct flow_options preferences_flow_options(void)
{
    return (struct flow_options){
        .idle_timeout = settings.idle_timeout * NS_PER_SECOND,
        .active_timeout = settings.active_timeout * NS_PER_SECOND,
        .max_flows = settings.max_flows,
        .use_vlan = settings.use_vlan,
    };
}

gboolean preferences_tunnels_outermost(void)
{
    return settings.tunnels == TUNNELS_OUTERMOST;
}

gboolean preferences_only_asked_fields(void)
{
    return settings.fields == FIELDS_TO_BUILD_ASKED;
}

/* ---- port table ---- */

static struct port_table *read_port_table(const GPtrArray *files, const char *grid)
{
    struct port_table *table = port_table_new();
    struct complaints  complaints = { NULL, 0 };

    ports_read_builtin(table);
    for (guint i = 0; i < files->len; i++)
        ports_read_file(table, PORTS_USER, g_ptr_array_index(files, i), complaints_add, &complaints);
    ports_read(table, PORTS_USER, "winnow_ports", grid, strlen(grid), complaints_add, &complaints);
    complaints_report(&complaints, "the port table");
    return table;
}

static char *table_stamp;

struct port_table *preferences_port_table(void)
{
    static struct port_table *table;
    GPtrArray                *files = user_files("ports.txt", settings.ports_file);
    char                     *grid = port_grid_text();
    char                     *of_files = user_files_stamp(files);
    char                     *stamp = g_strconcat(of_files, "\n", grid, NULL);

    if (g_strcmp0(stamp, table_stamp) != 0) {
        g_clear_pointer(&table, port_table_unref);
        table = read_port_table(files, grid);
        g_free(table_stamp);
        table_stamp = g_steal_pointer(&stamp);
    }
    g_free(stamp);
    g_free(of_files);
    g_free(grid);
    g_ptr_array_unref(files);
    return table;
}

void preferences_forget_tables(void)
{
    g_clear_pointer(&table_stamp, g_free);
    address_lists_forget();
}
