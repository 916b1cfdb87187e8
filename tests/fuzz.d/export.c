/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is an export. However its bytes come, its rows are the same, and all scanners see the same marks. */
#include "fuzz.h"

#include <string.h>

#include "cell_parse.h"
#include "export_reader.h"
#include "export_scan.h"

/* Every cell as it stands and as what it may be. */
static void append_cell(GString *out, const struct export_header *header, struct cell cell)
{
    guint64 number = 0;
    gint64  time = 0;
    double  real = 0;

    export_cell_value(header, cell, out);
    cell_number_or_hex(cell, &number);
    cell_date(cell, &time);
    cell_time(cell, &time);
    cell_real(cell, &real);
    g_string_append_printf(out, " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %g;", number, time, real);
    for (struct cell rest = cell; rest.length;)
        g_assert_cmpuint(cell_take_item(&rest).length, <=, cell.length);
}

static char *read_text(const guint8 *bytes, gsize length, gsize at_once)
{
    struct byte_source         *source = byte_source_new_memory(bytes, length, at_once);
    struct damage               damage;
    struct export_reader       *reader;
    const struct export_header *header;
    struct export_row           row;
    GString                    *out = g_string_new(NULL);

    damage_init(&damage, "input");
    reader = export_reader_new(source, &damage);
    header = export_reader_open(reader, NULL, NULL);
    while (header && export_reader_next(reader, &row)) {
        g_string_append_printf(out, "\n%" G_GUINT64_FORMAT " ", row.line);
        for (guint i = 0; i < header->columns; i++)
            append_cell(out, header, export_row_cell(&row, i));
    }
    g_string_append_printf(out, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, damage.rows, damage.table_lines);
    export_reader_free(reader);
    byte_source_free(source);
    damage_clear(&damage);
    return g_string_free(out, FALSE);
}

static void check_pieces(const guint8 *bytes, gsize length)
{
    static const gsize AT_ONCE[] = { 1, 7, 64 };
    char              *whole = read_text(bytes, length, G_MAXSIZE);

    for (guint i = 0; i < G_N_ELEMENTS(AT_ONCE); i++) {
        char *pieces = read_text(bytes, length, AT_ONCE[i]);
        g_assert_cmpstr(pieces, ==, whole);
        g_free(pieces);
    }
    g_free(whole);
}

static struct export_marks scan(export_scan scan, const char *text, gsize length)
{
    gsize               room = length + EXPORT_SCAN_PADDING;
    struct export_marks marks = { g_new0(guint32, room), g_new0(guint32, room), 0, 0 };

    scan(text, (guint32)length, ',', &marks);
    return marks;
}

static void check_scan(export_scan other, const char *text, gsize length)
{
    struct export_marks expected = scan(export_scan_portable, text, length), found = scan(other, text, length);

    g_assert_cmpmem(found.marks, found.mark_count * sizeof(guint32), expected.marks, expected.mark_count * sizeof(guint32));
    g_assert_cmpmem(found.row_ends, found.row_count * sizeof(guint32), expected.row_ends,
                    expected.row_count * sizeof(guint32));
    g_free(expected.marks);
    g_free(expected.row_ends);
    g_free(found.marks);
    g_free(found.row_ends);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    const export_scan scans[] = { export_scan_avx2(), export_scan_avx512() };
    char             *padded = g_malloc0(length + EXPORT_SCAN_PADDING);

    memcpy(padded, bytes, length);
    for (guint i = 0; i < G_N_ELEMENTS(scans); i++)
        if (scans[i])
            check_scan(scans[i], padded, length);
    check_pieces(bytes, length);
    g_free(padded);
    return 0;
}
