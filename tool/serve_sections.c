/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_sections.h"

#include "page.h"
#include "palette.h"
#include "writer_html.h"

static void write_report(const struct serve_gathered *gathered, GString *html)
{
    if (report_inputs_count(gathered->report->inputs))
        page_append_body(gathered->report, html);
}

static void write_packets(const struct serve_gathered *gathered, GString *html)
{
    struct writer      *writer = writer_new(&writer_html, &(struct writer_style){ 0 });
    struct html_writer *self = (struct html_writer *)writer;
    struct palette     *palette = palette_new(gathered->report);

    self->in_page = TRUE;
    self->palette = palette;
    writer_begin(writer);
    recent_packets_write(gathered->packets, writer);
    writer_end(writer);
    g_string_append_len(html, writer->out->str, (gssize)writer->out->len);
    writer_free(writer);
    palette_free(palette);
}

const struct serve_section serve_sections[] = { { "report", write_report }, { "packets", write_packets } };
const guint                serve_sections_count = G_N_ELEMENTS(serve_sections);
