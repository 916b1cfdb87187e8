/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exceptions.h"

#include <string.h>

#include "address_range.h"
#include "domain.h"

enum { RANGES_MAX = 2, EXCEPTIONS_MAX = 10000 };

struct exception {
    struct address_range ranges[RANGES_MAX];
    guint                range_count;
    char                *domain; /* lower case, without a dot at its end; NULL: any */
};

struct exceptions {
    GHashTable *by_detector; /* name → GArray of exceptions */
    guint       count;
    gboolean    overflows; /* the last line was one too many */
};

static const char EVERY_DETECTOR[] = "*";

static void clear_exception(gpointer data)
{
    struct exception *exception = data;

    g_free(exception->domain);
}

static void free_array(gpointer array)
{
    g_array_unref(array);
}

void exceptions_free(struct exceptions *self)
{
    if (!self)
        return;
    g_hash_table_unref(self->by_detector);
    g_free(self);
}

static void add(struct exceptions *self, const char *detector, struct exception *exception)
{
    GArray *array = g_hash_table_lookup(self->by_detector, detector);

    self->overflows = self->count == EXCEPTIONS_MAX;
    if (self->overflows) {
        clear_exception(exception);
        return;
    }
    if (!array) {
        array = g_array_new(FALSE, FALSE, sizeof *exception);
        g_array_set_clear_func(array, clear_exception);
        g_hash_table_insert(self->by_detector, g_strdup(detector), array);
    }
    g_array_append_vals(array, exception, 1);
    self->count++;
}

/* ---- lines: what reads a word returns what was expected instead of it, or NULL ---- */

/* Labels of letters, digits, hyphens and underscores; one of digits at the end would be a bad address. */
static gboolean is_domain(const char *word)
{
    const char *last = strrchr(word, '.');
    gsize       length = strlen(word);

    if (length > 253 || strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != length)
        return FALSE;
    if (*word == '.' || strstr(word, "..") || word[length - 1] == '.')
        return FALSE;
    last = last ? last + 1 : word;
    return strspn(last, "0123456789") != strlen(last);
}

static const char *read_domain(struct exception *exception, const char *word)
{
    char *domain = g_ascii_strdown(word, -1);
    gsize length = strlen(domain);

    if (length > 1 && domain[length - 1] == '.')
        domain[length - 1] = '\0';
    if (exception->domain || !is_domain(domain)) {
        g_free(domain);
        return "an address, a network or one domain";
    }
    exception->domain = domain;
    return NULL;
}

static const char *read_subject(struct exception *exception, const char *word)
{
    struct address_range range;

    if (address_range_parse(word, strlen(word), &range))
        return read_domain(exception, word);
    if (exception->range_count == RANGES_MAX)
        return "at most two addresses or networks";
    exception->ranges[exception->range_count++] = range;
    return NULL;
}

static const char *read_words(struct exceptions *self, const struct exceptions_reading *reading, char **words, char **bad)
{
    struct exception exception = { 0 };
    const char      *expected = NULL;

    *bad = words[0];
    if (strcmp(words[0], EVERY_DETECTOR) != 0 && reading->is_detector && !reading->is_detector(words[0], reading->data))
        return "a detector's name or *";
    for (char **word = words + 1; *word && !expected; word++) {
        *bad = *word;
        expected = read_subject(&exception, *word);
    }
    if (expected)
        clear_exception(&exception);
    else
        add(self, words[0], &exception);
    return expected;
}

static char *wrong(const char *expected, const char *word)
{
    char *quoted = g_strescape(word, NULL);
    char *reason = g_strdup_printf("expected %s instead of “%.64s”", expected, quoted);

    g_free(quoted);
    return reason;
}

/* NULL, or a sentence's end for the caller to free. */
static char *read_line(struct exceptions *self, const struct exceptions_reading *reading, const struct text_line *line)
{
    char       *rest = NULL, *bad = NULL;
    const char *expected = NULL;
    GPtrArray  *words = g_ptr_array_new();

    if (!line->is_whole || !g_utf8_validate(line->text, (gssize)line->length, NULL)) {
        g_ptr_array_unref(words);
        return g_strdup("expected UTF-8 text in lines of at most 64 KiB");
    }
    line->text[strcspn(line->text, "#")] = '\0';
    for (char *word = strtok_r(line->text, " \t\f\v", &rest); word; word = strtok_r(NULL, " \t\f\v", &rest))
        g_ptr_array_add(words, word);
    g_ptr_array_add(words, NULL);
    if (words->len > 1)
        expected = read_words(self, reading, (char **)words->pdata, &bad);
    g_ptr_array_unref(words);
    if (self->overflows)
        return g_strdup("expected at most 10,000 exceptions");
    return expected ? wrong(expected, bad) : NULL;
}

static void read_lines(struct exceptions *self, const char *file, struct text_source *source,
                       const struct exceptions_reading *reading)
{
    struct text_line line;

    self->overflows = FALSE;
    while (!self->overflows && text_source_next(source, &line)) {
        char *reason = read_line(self, reading, &line);
        if (reason && reading->complain)
            reading->complain(file, line.number, reason, reading->data);
        g_free(reason);
    }
}

struct exceptions *exceptions_new(void)
{
    struct exceptions *self = g_new0(struct exceptions, 1);

    self->by_detector = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_array);
    return self;
}

void exceptions_read(struct exceptions *self, const char *file, const struct exceptions_reading *reading)
{
    GError             *error = NULL;
    struct text_source *source = text_source_open(file, &error);

    if (source) {
        read_lines(self, file, source, reading);
        if (text_source_error(source))
            error = g_error_copy(text_source_error(source));
        text_source_free(source);
    }
    if (error && reading->complain)
        reading->complain(file, 0, error->message, reading->data);
    g_clear_error(&error);
}

/* ---- findings ---- */

static gboolean has(const struct address_range *range, const struct address *address)
{
    return address && address_range_has(range, address);
}

static gboolean covers(const struct exception *exception, const struct address *subject, const struct address *object,
                       const char *domain)
{
    const struct address_range *ranges = exception->ranges;

    if (exception->domain && !(domain && domain_is_under(domain, exception->domain)))
        return FALSE;
    if (exception->range_count == 2)
        return has(&ranges[0], subject) && has(&ranges[1], object);
    return exception->range_count == 0 || has(&ranges[0], subject) || has(&ranges[0], object);
}

static gboolean any_covers(const struct exceptions *self, const char *detector, const struct address *subject,
                           const struct address *object, const char *domain)
{
    const GArray *array = g_hash_table_lookup(self->by_detector, detector);

    for (guint i = 0; array && i < array->len; i++)
        if (covers(&g_array_index(array, struct exception, i), subject, object, domain))
            return TRUE;
    return FALSE;
}

gboolean exceptions_cover(const struct exceptions *self, const char *detector, const struct address *subject,
                          const struct address *object, const char *domain)
{
    if (g_hash_table_size(self->by_detector) == 0)
        return FALSE;
    return any_covers(self, detector, subject, object, domain) || any_covers(self, EVERY_DETECTOR, subject, object, domain);
}
