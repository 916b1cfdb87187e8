/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ports_reader.h"

#include <glib/gstdio.h>
#include <string.h>

extern const char  ports_builtin_text[]; /* made from data/ports.txt by the build */
extern const gsize ports_builtin_length;

enum {
    NAME_MAX_BYTES = 64,
    LIST_MAX = CARRIERS_MAX, /* names */
    FILE_MAX_BYTES = 16 << 20,
    FILE_MAX_PORTS = 10000000, /* that its ranges fill, one over the other */
};

static const char WHITE_SPACE[] = " \t\r\f\v"; /* within a line */

/* What stands behind a line's first word: a name, and what is said about it. */
struct description {
    char    *name;
    char    *category; /* NULL if not said */
    char   **over;
    char   **after;
    gboolean has_class;
    enum traffic_class class;
    gboolean at_initiator;
};

/* All of these return NULL, or a sentence's end that says what is wrong (static or owned by the caller's reader). */
struct reader {
    struct port_table *table;
    enum port_source   source;
    guint              ports_left; /* of FILE_MAX_PORTS */
    char              *reason;     /* the last one that had to be made */
};

static const char *wrong(struct reader *reader, const char *format, const char *text)
{
    char *quoted = g_strescape(text, NULL);
    char *pattern = g_strdup_printf("%s “%s”", format, quoted);

    g_free(reader->reason);
    g_free(quoted);
    return reader->reason = pattern;
}

static gboolean parse_number(const char *text, int base, guint max, guint *value)
{
    guint64 number;

    if (!g_ascii_string_to_unsigned(text, (guint)base, 0, max, &number, NULL))
        return FALSE;
    *value = (guint)number;
    return TRUE;
}

static const char *check_length(const char *name)
{
    return strlen(name) > NAME_MAX_BYTES ? "expected a name of at most 64 bytes" : NULL;
}

/* ---- attributes ---- */

static const char *set_category(struct reader *reader, struct description *description, const char *value)
{
    if (!*value)
        return wrong(reader, "expected a category's name instead of", value);
    if (strlen(value) > NAME_MAX_BYTES)
        return "expected a category's name of at most 64 bytes";
    g_free(description->category);
    description->category = g_strdup(value);
    return NULL;
}

static const char *set_class(struct reader *reader, struct description *description, const char *value)
{
    description->has_class = traffic_class_parse(value, &description->class);
    if (!description->has_class)
        return wrong(reader, "expected real-time, interactive, streaming, bulk, control, background or unknown instead of",
                     value);
    return NULL;
}

static const char *set_list(struct reader *reader, char ***list, const char *value)
{
    g_strfreev(*list);
    *list = g_strsplit(value, ",", LIST_MAX + 1);
    if (!*value)
        return wrong(reader, "expected names of applications, separated by commas, instead of", value);
    if (g_strv_length(*list) > LIST_MAX)
        return "expected at most 64 names of applications, separated by commas";

    const char *reason = NULL;
    for (char **name = *list; *name && !reason; name++)
        reason = check_length(g_strstrip(*name));
    return reason;
}

static const char *set_over(struct reader *reader, struct description *description, const char *value)
{
    return set_list(reader, &description->over, value);
}

static const char *set_after(struct reader *reader, struct description *description, const char *value)
{
    return set_list(reader, &description->after, value);
}

static const char *set_side(struct reader *reader, struct description *description, const char *value)
{
    description->at_initiator = strcmp(value, "initiator") == 0;
    if (!description->at_initiator && strcmp(value, "responder") != 0)
        return wrong(reader, "expected initiator or responder instead of", value);
    return NULL;
}

static const struct attribute {
    const char *key; /* with its equals sign */
    const char *(*set)(struct reader *, struct description *, const char *value);
} ATTRIBUTES[] = {
    { "category=", set_category }, { "class=", set_class }, { "over=", set_over },
    { "after=", set_after },       { "side=", set_side },
};

static const struct attribute *attribute_of(const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(ATTRIBUTES); i++)
        if (g_str_has_prefix(word, ATTRIBUTES[i].key))
            return &ATTRIBUTES[i];
    return NULL;
}

static void append_word(GString *text, const char *word)
{
    if (text->len)
        g_string_append_c(text, ' ');
    g_string_append(text, word);
}

/* Besides white space: names are shown in terminals. */
static gboolean has_control_characters(const char *line)
{
    for (const char *c = line; *c; c = g_utf8_next_char(c))
        if (g_unichar_iscntrl(g_utf8_get_char(c)) && !strchr(WHITE_SPACE, *c))
            return TRUE;
    return FALSE;
}

/* Words up to the next attribute belong together: a name, or an attribute's value, may have spaces. */
static const char *describe(struct reader *reader, char **words, struct description *description)
{
    GString    *text = g_string_new(NULL);
    const char *reason = NULL;

    for (char **word = words; *word && !reason; word++)
        reason = has_control_characters(*word) ? "expected no control characters" : NULL;
    while (*words && !attribute_of(*words))
        append_word(text, *words++);
    description->name = g_strdup(text->str);

    while (*words && !reason) {
        const struct attribute *attribute = attribute_of(*words);
        g_string_assign(text, *words++ + strlen(attribute->key));
        while (*words && !attribute_of(*words))
            append_word(text, *words++);
        reason = attribute->set(reader, description, text->str);
    }
    g_string_free(text, TRUE);

    if (!reason && !*description->name)
        return "expected a name";
    return reason ? reason : check_length(description->name);
}

static void description_clear(struct description *description)
{
    g_free(description->name);
    g_free(description->category);
    g_strfreev(description->over);
    g_strfreev(description->after);
}

/* Unknown is what nothing names; a full catalogue calls all that is new so, too. */
static const char *intern(struct applications *applications, const char *name, application_id *id)
{
    *id = applications_intern(applications, name);
    if (*id != APPLICATION_UNKNOWN)
        return NULL;
    return g_ascii_strcasecmp(name, applications_name(applications, *id)) == 0 ?
               "expected another name than Unknown, which stands for none" :
               "expected at most 65,535 names of applications";
}

static const char *set_carrier(struct applications *applications, application_id upper, application_id lower)
{
    return applications_set_over(applications, upper, lower) ? NULL : "expected at most 64 applications that carry one";
}

static const char *set_predecessor(struct applications *applications, application_id later, application_id first)
{
    applications_set_after(applications, later, first);
    return NULL;
}

static const char *relate(struct applications *applications, application_id id, char **names,
                          const char *(*set)(struct applications *, application_id id, application_id other))
{
    const char    *reason = NULL;
    application_id other;

    for (; names && *names && !reason; names++)
        if (**names && !(reason = intern(applications, *names, &other)))
            reason = set(applications, id, other);
    return reason;
}

static const char *application_of(struct reader *reader, const struct description *description, application_id *id)
{
    struct applications *applications = port_table_applications(reader->table);
    const char          *reason = intern(applications, description->name, id);

    if (!reason)
        reason = relate(applications, *id, description->over, set_carrier);
    if (!reason)
        reason = relate(applications, *id, description->after, set_predecessor);
    if (!reason && description->category)
        applications_set_category(applications, *id, description->category);
    if (!reason && description->has_class)
        applications_set_class(applications, *id, description->class);
    return reason;
}

static const char *entry_of(struct reader *reader, const struct description *description, struct port_entry *entry)
{
    entry->at_initiator = description->at_initiator;
    return application_of(reader, description, &entry->application);
}

/* ---- lines ---- */

static const char *read_ip(struct reader *reader, const char *key, const struct description *description)
{
    application_id application;
    guint          number;

    if (!parse_number(key, 10, 255, &number))
        return wrong(reader, "expected an IP protocol number from 0 to 255 instead of", key);

    const char *reason = application_of(reader, description, &application);
    if (!reason)
        port_table_add_ip_protocol(reader->table, (guint8)number, application);
    return reason;
}

static const char *read_ethertype(struct reader *reader, const char *key, const struct description *description)
{
    application_id application;
    guint          number;

    if (!g_str_has_prefix(key, "0x") || !parse_number(key + 2, 16, 0xffff, &number))
        return wrong(reader, "expected an EtherType such as 0x0806 instead of", key);

    const char *reason = application_of(reader, description, &application);
    if (!reason)
        port_table_add_ethertype(reader->table, (guint16)number, application);
    return reason;
}

static const char *read_dissector(struct reader *reader, const char *key, const struct description *description)
{
    application_id application = APPLICATION_UNKNOWN;
    gboolean       tells_nothing = strcmp(description->name, "-") == 0;
    const char    *reason = tells_nothing ? NULL : application_of(reader, description, &application);

    if (!reason)
        port_table_add_dissector(reader->table, key, application);
    return reason;
}

static const char *read_application(struct reader *reader, const char *key, const struct description *description)
{
    application_id application;

    (void)key;
    return application_of(reader, description, &application);
}

static const char *read_category(struct reader *reader, const char *key, const struct description *description)
{
    (void)key;
    if (!description->has_class)
        return "expected class= behind the category's name";
    applications_set_category_class(port_table_applications(reader->table), description->name, description->class);
    return NULL;
}

static const struct line_kind {
    const char *word;
    gboolean    has_key;
    const char *(*read)(struct reader *, const char *key, const struct description *);
} LINE_KINDS[] = {
    { "ip", TRUE, read_ip },
    { "ethertype", TRUE, read_ethertype },
    { "dissector", TRUE, read_dissector },
    { "application", FALSE, read_application },
    { "category", FALSE, read_category },
};

static const struct line_kind *line_kind_of(const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(LINE_KINDS); i++)
        if (strcmp(word, LINE_KINDS[i].word) == 0)
            return &LINE_KINDS[i];
    return NULL;
}

static gboolean parse_transports(const char *name, guint *transports)
{
    *transports = ALL_PORT_TRANSPORTS;
    for (guint i = 0; name && i < PORT_TRANSPORTS; i++)
        if (strcmp(name, port_transport_name((enum port_transport)i)) == 0) {
            *transports = 1U << i;
            return TRUE;
        }
    return name == NULL;
}

/* Cuts text at the last `separator`; returns what stood behind it, NULL if there is none. */
static char *cut_last(char *text, char separator)
{
    char *at = strrchr(text, separator);

    if (!at)
        return NULL;
    *at = '\0';
    return at + 1;
}

/* PORT[-PORT], without the protocol that stood behind it */
static const char *read_ports(struct reader *reader, char *range, guint transports, const struct description *description)
{
    const char *reason =
        wrong(reader, "expected PORT, PORT-PORT or ADDRESS:PORT with ports from 0 to 65535 instead of", range);
    char             *end = cut_last(range, '-');
    guint             first, last;
    struct port_entry entry;

    if (!parse_number(range, 10, 65535, &first) || !parse_number(end ? end : range, 10, 65535, &last))
        return reason;
    if (last < first)
        return "expected a range that begins with its lower port";
    if (last - first >= reader->ports_left)
        return "expected ranges of at most 10,000,000 ports in all";
    reader->ports_left -= last - first + 1;
    reason = entry_of(reader, description, &entry);
    if (!reason)
        port_table_add_ports(reader->table, reader->source, transports, (guint16)first, (guint16)last, entry);
    return reason;
}

static char *strip_brackets(char *text)
{
    gsize length = strlen(text);

    if (*text != '[' || text[length - 1] != ']')
        return text;
    text[length - 1] = '\0';
    return text + 1;
}

/* ADDRESS[/BITS]; brackets around an IPv6 address, or around it with its bits */
static const char *read_network(struct reader *reader, char *text, struct address *network, guint *bits)
{
    text = strip_brackets(text);

    char *prefix = cut_last(text, '/');
    text = strip_brackets(text);
    if (!address_parse(text, network))
        return wrong(reader, "expected an IPv4 address or an IPv6 address in brackets instead of", text);

    *bits = network->kind == ADDRESS_IPV6 ? 128 : 32;
    if (prefix && !parse_number(prefix, 10, *bits, bits))
        return wrong(reader, "expected a prefix length of at most 32 bits (IPv6: 128) instead of", prefix);
    return NULL;
}

static const char *read_endpoint(struct reader *reader, char *text, guint transports, const struct description *description)
{
    char             *port_text = cut_last(text, ':');
    struct address    network;
    struct port_entry entry;
    guint             bits = 0, port;

    if (!parse_number(port_text, 10, 65535, &port))
        return wrong(reader, "expected a port from 0 to 65535 behind the address instead of", port_text);

    const char *reason = read_network(reader, text, &network, &bits);
    if (!reason)
        reason = entry_of(reader, description, &entry);
    if (!reason)
        port_table_add_endpoint(reader->table, reader->source, transports, &network, bits, (guint16)port, entry);
    return reason;
}

/* The protocol stands behind the last slash, unless that one belongs to ADDRESS/BITS:PORT. */
static const char *read_service(struct reader *reader, char *text, const struct description *description)
{
    char       *slash = strrchr(text, '/');
    char       *colon = strrchr(text, ':');
    const char *protocol = slash && (!colon || slash > colon) ? cut_last(text, '/') : NULL;
    guint       transports;

    if (!parse_transports(protocol, &transports))
        return wrong(reader, "expected /tcp, /udp, /sctp or /dccp instead of", protocol);
    return colon ? read_endpoint(reader, text, transports, description) : read_ports(reader, text, transports, description);
}

static const char *read_words(struct reader *reader, char **words)
{
    const struct line_kind *kind = line_kind_of(words[0]);
    struct description      description = { 0 };
    char                   *key = !kind ? words[0] : kind->has_key ? words[1] : NULL;
    char                  **behind = words + (kind ? 1 : 0) + (!kind || kind->has_key ? 1 : 0);

    if (kind && kind->has_key && !key)
        return "expected a value behind the first word";

    const char *reason = describe(reader, behind, &description);
    if (!reason)
        reason = kind ? kind->read(reader, key, &description) : read_service(reader, key, &description);
    description_clear(&description);
    return reason;
}

/* ---- text ---- */

/* Ends the line where a # stands at its beginning or behind white space. */
static void strip_comment(char *line)
{
    for (char *c = line; *c; c++)
        if (*c == '#' && (c == line || g_ascii_isspace(c[-1]))) {
            *c = '\0';
            return;
        }
}

static char **split_words(char *line)
{
    GPtrArray *words = g_ptr_array_new();
    char      *rest = NULL;

    for (char *word = strtok_r(line, WHITE_SPACE, &rest); word; word = strtok_r(NULL, WHITE_SPACE, &rest))
        g_ptr_array_add(words, word);
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

gboolean ports_is_value(const char *text)
{
    char    *line = g_strdup(text);
    gboolean is_value = g_utf8_validate(text, -1, NULL) && !has_control_characters(text);

    strip_comment(line);
    is_value = is_value && strcmp(line, text) == 0;

    char **words = split_words(line);
    for (char **word = words; *word; word++)
        is_value = is_value && !attribute_of(*word);
    g_free(words);
    g_free(line);
    return is_value;
}

static const char *read_line(struct reader *reader, char *line)
{
    if (!g_utf8_validate(line, -1, NULL))
        return "expected UTF-8 text";

    strip_comment(line);
    char      **words = split_words(line);
    const char *reason = words[0] ? read_words(reader, words) : NULL;
    g_free(words);
    return reason;
}

void ports_read(struct port_table *table, enum port_source source, const char *file, const char *text, gsize length,
                ports_problem problem, gpointer data)
{
    static const char BOM[] = "\xef\xbb\xbf";
    struct reader     reader = { table, source, FILE_MAX_PORTS, NULL };
    const char       *end = text + length;
    guint             number = 0;

    if (length >= 3 && memcmp(text, BOM, 3) == 0)
        text += 3;
    while (text < end) {
        const char *newline = memchr(text, '\n', (gsize)(end - text));
        const char *line_end = newline ? newline : end;
        char       *line = g_strndup(text, (gsize)(line_end - text));
        const char *reason =
            memchr(text, '\0', (gsize)(line_end - text)) ? "expected text, found a zero byte" : read_line(&reader, line);
        number++;
        if (reason && problem)
            problem(file, number, reason, data);
        g_free(line);
        text = newline ? newline + 1 : end;
    }
    g_free(reader.reason);
}

/* A pipe or a device might never end. */
static gboolean is_readable(const char *file, GError **error)
{
    GStatBuf status;

    if (g_stat(file, &status) != 0)
        return TRUE; /* reading will say why */
    if (S_ISREG(status.st_mode) && status.st_size <= FILE_MAX_BYTES)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: expected a regular file of at most 16 MiB", file);
    return FALSE;
}

gboolean ports_read_file(struct port_table *table, enum port_source source, const char *file, ports_problem problem,
                         gpointer data)
{
    GError *error = NULL;
    char   *text;
    gsize   length;

    if (!is_readable(file, &error) || !g_file_get_contents(file, &text, &length, &error)) {
        if (problem)
            problem(file, 0, error->message, data);
        g_error_free(error);
        return FALSE;
    }
    ports_read(table, source, file, text, length, problem, data);
    g_free(text);
    return TRUE;
}

/* No text that ends in a NUL. */
void ports_read_builtin_categories(struct port_table *table)
{
    static const char CATEGORY[] = "category ";
    const char       *end = ports_builtin_text + ports_builtin_length;

    for (const char *line = ports_builtin_text, *next; line < end; line = next) {
        const char *newline = memchr(line, '\n', (gsize)(end - line));
        next = newline ? newline + 1 : end;
        if ((gsize)(next - line) >= strlen(CATEGORY) && memcmp(line, CATEGORY, strlen(CATEGORY)) == 0)
            ports_read(table, PORTS_BUILTIN, "ports.txt", line, (gsize)(next - line), NULL, NULL);
    }
}

void ports_read_builtin(struct port_table *table)
{
    ports_read(table, PORTS_BUILTIN, "ports.txt", ports_builtin_text, ports_builtin_length, NULL, NULL);
}
