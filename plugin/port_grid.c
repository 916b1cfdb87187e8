/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "port_grid.h"

#include <epan/uat.h>
#include <string.h>

#include "ports_reader.h"

enum { TRANSPORT, PLACE, APPLICATION, CATEGORY, CLASS, CARRIER, COLUMNS };

struct row {
    char *cells[COLUMNS];
};

static struct {
    struct row *all; /* Wireshark's */
    guint       count;
} rows;

static const struct column {
    const char *title;
    const char *key;             /* of an attribute, which may be left out */
    const char *before, *behind; /* with these it is a line of ports.txt; NULL: one of the choices is taken */
} COLUMN[COLUMNS] = {
    [TRANSPORT] = { "Transport", NULL, NULL, NULL },   [PLACE] = { "Port or endpoint", NULL, "", "/tcp x" },
    [APPLICATION] = { "Application", NULL, "0 ", "" }, [CATEGORY] = { "Category", "category", NULL, NULL },
    [CLASS] = { "Class", "class", NULL, NULL },        [CARRIER] = { "Carried by", "over", "0 x over=", "" },
};

/* Each list ends in NULL; its first item stands for a cell that is left empty. */
enum { CHOICES_MAX = 64 };
static value_string choices[COLUMNS][CHOICES_MAX];

static const char ANY[] = "any";

static guint number_of(const struct column *column)
{
    return (guint)(column - COLUMN);
}

static gboolean is_choice(const struct column *column)
{
    return !column->before;
}

/* ---- cells ---- */

static void set_cell(void *row, const char *text, guint length, const void *data, const void *unused)
{
    const struct column *column = data;
    char               **cell = &((struct row *)row)->cells[number_of(column)];

    (void)unused;
    g_free(*cell);
    *cell = g_strstrip(g_strndup(text, length));
    if (is_choice(column) && !**cell) {
        g_free(*cell);
        *cell = g_strdup(choices[number_of(column)][0].strptr);
    }
}

static void tell_cell(void *row, char **text, guint *length, const void *data, const void *unused)
{
    const char *cell = ((struct row *)row)->cells[number_of(data)];

    (void)unused;
    *text = g_strdup(cell ? cell : "");
    *length = (guint)strlen(*text);
}

static void *copy_row(void *to, const void *from, size_t size)
{
    (void)size;
    for (guint i = 0; i < COLUMNS; i++)
        ((struct row *)to)->cells[i] = g_strdup(((const struct row *)from)->cells[i]);
    return to;
}

static void free_row(void *row)
{
    for (guint i = 0; i < COLUMNS; i++)
        g_clear_pointer(&((struct row *)row)->cells[i], g_free);
}

/* ---- what is wrong with a cell: the end of a sentence, which the caller frees, or NULL ---- */

static char *wrong_choice(const value_string *choice, const char *cell)
{
    GString *reason = g_string_new("expected ");

    for (guint i = 0; choice[i].strptr; i++) {
        if (strcmp(choice[i].strptr, cell) == 0) {
            g_string_free(reason, TRUE);
            return NULL;
        }
        g_string_append_printf(reason, "%s%s", choice[i].strptr, *choice[i].strptr && choice[i + 1].strptr ? ", " : "");
    }
    g_string_append_printf(reason, " instead of “%s”", cell);
    return g_string_free(reason, FALSE);
}

static void take_reason(const char *file, guint line, const char *reason, gpointer taken)
{
    (void)file, (void)line;
    *(char **)taken = g_strdup(reason);
}

static char *wrong_text(const struct column *column, const char *cell)
{
    struct port_table *table;
    char              *reason = NULL, *line;

    if (number_of(column) == PLACE && strpbrk(cell, " \t"))
        return g_strdup("expected a single port, range of ports or endpoint");
    if (!ports_is_value(cell))
        return g_strdup("expected no #, no line's end and none of the attributes of a ports.txt");

    table = port_table_new();
    line = g_strconcat(column->before, cell, column->behind, NULL);
    ports_read(table, PORTS_USER, "", line, strlen(line), take_reason, &reason);
    g_free(line);
    port_table_unref(table);
    return reason;
}

static char *wrong_cell(const struct column *column, const char *cell)
{
    if (!*cell && (is_choice(column) || column->key))
        return NULL;
    return is_choice(column) ? wrong_choice(choices[number_of(column)], cell) : wrong_text(column, cell);
}

static ws_bool check_cell(void *row, const char *text, guint length, const void *data, const void *unused, char **error)
{
    const struct column *column = data;
    char                *cell = g_strstrip(g_strndup(text, length));
    char                *reason = wrong_cell(column, cell);

    (void)row, (void)unused;
    *error = reason ? g_strdup_printf("%s: %s", column->title, reason) : NULL;
    g_free(reason);
    g_free(cell);
    return !*error;
}

/* ---- rows ---- */

static void append_line(GString *text, const struct row *row)
{
    g_string_append(text, row->cells[PLACE]);
    if (strcmp(row->cells[TRANSPORT], ANY) != 0)
        g_string_append_printf(text, "/%s", row->cells[TRANSPORT]);
    g_string_append_printf(text, " %s", row->cells[APPLICATION]);
    for (guint i = 0; i < COLUMNS; i++)
        if (COLUMN[i].key && *row->cells[i])
            g_string_append_printf(text, " %s=%s", COLUMN[i].key, row->cells[i]);
    g_string_append_c(text, '\n');
}

char *port_grid_text(void)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < rows.count; i++)
        append_line(text, &rows.all[i]);
    return g_string_free(text, FALSE);
}

/* ---- registration ---- */

static void add_choice(guint column, const char *text)
{
    guint count = 0;

    while (choices[column][count].strptr)
        count++;
    g_assert(count + 1 < CHOICES_MAX);
    choices[column][count] = (value_string){ count, g_strdup(text) };
}

static void fill_choices(void)
{
    struct port_table *table = port_table_new();
    GPtrArray         *categories;

    add_choice(TRANSPORT, ANY);
    for (guint i = 0; i < PORT_TRANSPORTS; i++)
        add_choice(TRANSPORT, port_transport_name((enum port_transport)i));

    ports_read_builtin_categories(table);
    categories = applications_categories(port_table_applications(table));
    add_choice(CATEGORY, "");
    for (guint i = 0; i < categories->len; i++)
        add_choice(CATEGORY, g_ptr_array_index(categories, i));
    g_ptr_array_unref(categories);
    port_table_unref(table);

    add_choice(CLASS, "");
    for (guint i = 0; i < CLASS_COUNT; i++)
        add_choice(CLASS, traffic_class_name((enum traffic_class)i));
}

#define CELL(column, name, description)                                                                                     \
    {                                                                                                                       \
        name, NULL, PT_TXTMOD_STRING, { check_cell, set_cell, tell_cell },                                                  \
            { &COLUMN[column], &COLUMN[column], &COLUMN[column] }, NULL, description, FLDFILL                               \
    }

void port_grid_register(module_t *module)
{
    static uat_field_t cells[] = {
        [TRANSPORT] = CELL(TRANSPORT, "transport", "The transport protocol; udp includes UDP-Lite"),
        [PLACE] = CELL(PLACE, "port", "8080, 8000-8099, 192.0.2.1:443, [2001:db8::]/32:443"),
        [APPLICATION] = CELL(APPLICATION, "application", "What it is called"),
        [CATEGORY] = CELL(CATEGORY, "category", "What kind of application it is; empty: as before"),
        [CLASS] = CELL(CLASS, "class", "What its traffic needs from the network; empty: what its category says"),
        [CARRIER] = CELL(CARRIER, "carried_by", "TLS, HTTP …: where one of these is found on the port, the name stays"),
        UAT_END_FIELDS,
    };
    static const char *defaults[COLUMNS] = { [CATEGORY] = "", [CLASS] = "", [CARRIER] = "" };
    uat_t             *uat;

    fill_choices();
    for (guint i = 0; i < COLUMNS; i++) {
        cells[i].title = COLUMN[i].title;
        if (is_choice(&COLUMN[i])) {
            cells[i].mode = PT_TXTMOD_ENUM;
            cells[i].fld_data = choices[i];
        }
    }
    uat = uat_new("Winnow ports", sizeof(struct row), "winnow_ports", TRUE, &rows.all, &rows.count, UAT_AFFECTS_DISSECTION,
                  NULL, copy_row, NULL, free_row, NULL, NULL, cells);
    uat_set_default_values(uat, defaults);
    prefs_register_uat_preference(module, "port_grid", "Your ports",
                                  "Ports and endpoints that you name, row by row; kept in the profile. They go before the "
                                  "entries of your files: of two alike the later row counts.",
                                  uat);
}
