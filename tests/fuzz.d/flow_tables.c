/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is an export of packets or a table of flows, of which `winnow flows` makes tables in everybody's columns. */
#include "fuzz.h"

#include "flow_export.h"
#include "texts.h"

static void read_rows(struct flow_export *export, const guint8 *bytes, gsize length)
{
    struct byte_source   *source = byte_source_new_memory(bytes, length, G_MAXSIZE);
    struct damage         damage;
    struct export_reader *reader;
    struct export_row     row;
    struct open_export    open = { .damage = &damage };

    damage_init(&damage, "input");
    reader = export_reader_new(source, &damage);
    open.header = export_reader_open(reader, NULL, NULL);
    if (open.header && flow_export_begin(export, &open)) {
        while (export_reader_next(reader, &row) && flow_export_row(export, &open, &row))
            ;
        flow_export_end(export, &open);
    }
    export_reader_free(reader);
    byte_source_free(source);
    damage_clear(&damage);
}

static void check(const char *name, const struct writer_format *format, int series, const guint8 *bytes, gsize length)
{
    const struct flow_columns *columns;
    struct writer_style        style = { .one_table = TRUE };
    struct result              result = { .writer = writer_new(format, &style) };
    struct flow_export *export;

    g_assert_true(flow_columns_named(name, &columns));
    export = flow_export_new(&result, columns, series);
    writer_begin(result.writer);
    read_rows(export, bytes, length);
    if (result.writer->table)
        writer_end_table(result.writer);
    writer_end(result.writer);
    if (format == &writer_json)
        texts_check_json(result.writer->out->str, result.writer->out->len);
    else if (format == &writer_table)
        texts_check_lines(result.writer->out->str);
    flow_export_free(export);
    writer_free(result.writer);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    check("winnow", &writer_table, -1, bytes, length);
    check("winnow", &writer_json, 2, bytes, length);
    check("cicflowmeter", &writer_csv, -1, bytes, length);
    check("nfstream", &writer_json, -1, bytes, length);
    check("zeek", &writer_zeek, -1, bytes, length);
    return 0;
}
