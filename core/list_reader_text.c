/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * An entry a line, with comments and remarks behind it, or in a column of comma-separated values. */
#include "list_reader.h"

#include <string.h>

enum { FIELDS_MAX = 64 };

struct text_list {
    struct list_reader *reader;
    gboolean            has_rows; /* of comma-separated values, which a header may have gone before */
    gboolean            has_column;
    guint               column; /* with a header: where addresses are */
};

static gboolean is_comment(char c)
{
    return c == '#' || c == ';';
}

static char *skip_blanks(char *text)
{
    while (*text == ' ' || *text == '\t')
        text++;
    return text;
}

static char *word_end(char *text)
{
    while (*text && *text != ' ' && *text != '\t' && *text != ',' && !is_comment(*text))
        text++;
    return text;
}

/* "# winnow: allow" */
static void read_comment(struct text_list *self, char *text)
{
    while (is_comment(*text))
        text++;
    if (g_ascii_strcasecmp(g_strstrip(text), "winnow: allow") == 0)
        self->reader->allows = TRUE;
}

/* ---- comma-separated values (RFC 4180, but none over more than one line) ---- */

/* Ends the field, without its quotes, in a zero byte; returns where the next one begins, NULL behind the last. */
static char *cut_field(char *text, char **field)
{
    char *to = text = skip_blanks(text);

    *field = text;
    if (*text == '"') {
        for (text++; *text && (*text != '"' || *++text == '"'); text++)
            *to++ = *text;
        while (*text && *text != ',')
            text++;
    } else {
        text += strcspn(text, ",");
        to = text;
    }
    gboolean is_last = *text != ',';
    while (to > *field && g_ascii_isspace(to[-1]))
        to--;
    *to = '\0';
    return is_last ? NULL : text + 1;
}

static guint split(char *text, char *fields[FIELDS_MAX])
{
    guint count = 0;

    while (text && count < FIELDS_MAX)
        text = cut_field(text, &fields[count++]);
    return count;
}

static gboolean is_address_column(const char *name)
{
    static const char *const NAMES[] = { "ip",     "ipaddress", "ip_address", "ip address", "dst_ip",  "dstip",
                                         "src_ip", "srcip",     "address",    "cidr",       "network", "netblock" };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (g_ascii_strcasecmp(name, NAMES[i]) == 0)
            return TRUE;
    return FALSE;
}

static gboolean read_header(struct text_list *self, char *const *fields, guint count)
{
    for (guint i = 0; i < count && !self->has_column; i++)
        if (is_address_column(fields[i])) {
            self->has_column = TRUE;
            self->column = i;
        }
    return self->has_column;
}

/* Without a header, the first address of a row is the entry. */
static gboolean read_any_field(struct text_list *self, guint line, char *const *fields, guint count)
{
    struct address_range range;

    for (guint i = 0; i < count; i++)
        if (!address_range_parse(fields[i], strlen(fields[i]), &range)) {
            self->reader->visit(&range, line, self->reader->visit_data);
            return TRUE;
        }
    return FALSE;
}

static void read_row(struct text_list *self, guint line, char *text)
{
    char    *fields[FIELDS_MAX];
    guint    count = split(text, fields);
    gboolean is_first = !self->has_rows;

    self->has_rows = TRUE;
    if (self->has_column) {
        const char *field = self->column < count ? fields[self->column] : "";
        list_reader_entry(self->reader, line, field, strlen(field));
    } else if (!read_any_field(self, line, fields, count) && !(is_first && read_header(self, fields, count))) {
        list_reader_complain(self->reader, line, "an address in one of the columns", fields[0], strlen(fields[0]));
    }
}

/* ---- an entry a line ---- */

/* Where the second address of a range, with blanks before or behind the hyphen, ends; else `end`. */
static char *range_end(char *end)
{
    char *behind = skip_blanks(end);

    if (*behind == '-')
        return word_end(skip_blanks(behind + 1));
    return end[-1] == '-' ? word_end(behind) : end;
}

static gboolean is_address(const char *text, gsize length)
{
    struct address_range range;

    return !address_range_parse(text, length, &range);
}

/* Two addresses might be a range or not: who knows. Any other word behind the entry is a remark, such as a count. */
static void read_entry(struct text_list *self, guint line, char *text)
{
    char *end = range_end(word_end(text)), *remark = skip_blanks(end);

    if (*remark && is_address(remark, (gsize)(word_end(remark) - remark)))
        list_reader_complain(self->reader, line, "one address, network or range a line", text, strlen(text));
    else
        list_reader_entry(self->reader, line, text, (gsize)(end - text));
}

/* A comma also stands in remarks, behind an entry. */
static gboolean is_row(const struct text_list *self, char *text)
{
    char *end = word_end(text);

    return self->has_column || *text == '"' || *end == ',' || (strchr(end, ',') && !is_address(text, (gsize)(end - text)));
}

static void read_line(struct text_list *self, struct text_line *line)
{
    char *text = skip_blanks(line->text);

    if (!*text)
        return;
    if (is_comment(*text))
        read_comment(self, text);
    else if (is_row(self, text))
        read_row(self, line->number, text);
    else
        read_entry(self, line->number, text);
}

static void complain(const struct list_reader *reader, guint line, const char *reason)
{
    if (reader->complain)
        reader->complain(reader->file, line, reason, reader->complain_data);
}

void list_reader_text(struct list_reader *reader, struct text_source *source)
{
    struct text_list self = { .reader = reader };
    struct text_line line;

    while (text_source_next(source, &line)) {
        if (!line.is_whole)
            complain(reader, line.number, "expected a line of at most 64 KiB");
        else if (memchr(line.text, '\0', line.length))
            complain(reader, line.number, "expected text, found a zero byte");
        else
            read_line(&self, &line);
    }
}
