/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_saving.h"

#include "page.h"
#include "writer_html.h"

#include <string.h>

#define CAPTURE "capture.pcapng"
#define REPORT "report."

static void answer_file(SoupServerMessage *message, const char *name, GBytes *bytes)
{
    SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);
    GHashTable         *parameters = g_hash_table_new(g_str_hash, g_str_equal);

    g_hash_table_insert(parameters, (gpointer) "filename", (gpointer)name);
    soup_message_headers_set_content_disposition(headers, "attachment", parameters);
    soup_message_headers_set_content_type(headers, "application/octet-stream", NULL);
    soup_message_body_append_bytes(soup_server_message_get_response_body(message), bytes);
    soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
    g_hash_table_unref(parameters);
}

/* Mapped, not read: however big it is. Nobody writes to it any more, and removed it stays until it was sent. */
static const char *answer_capture(struct serve_capture *capture, SoupServerMessage *message)
{
    const char  *kept = serve_capture_kept(capture);
    GMappedFile *file = kept ? g_mapped_file_new(kept, FALSE, NULL) : NULL;
    GBytes      *bytes;

    if (!file)
        return "There is no capture that has ended here.";
    bytes = g_mapped_file_get_bytes(file);
    answer_file(message, CAPTURE, bytes);
    g_bytes_unref(bytes);
    g_mapped_file_unref(file);
    return NULL;
}

static GBytes *write_report(struct serve_capture *capture, const struct writer_format *format)
{
    struct writer        *writer = writer_new(format, &(struct writer_style){ 0 });
    struct serve_gathered gathered;
    GBytes               *bytes;

    gathered = serve_capture_hold(capture);
    if (format == &writer_html) {
        page_append(gathered.report, writer->out);
    } else {
        writer_begin(writer);
        report_write(gathered.report, NULL, writer);
        writer_end(writer);
    }
    serve_capture_release(capture);
    bytes = g_bytes_new(writer->out->str, writer->out->len);
    writer_free(writer);
    return bytes;
}

const char *serve_saving_answer(struct serve_capture *capture, SoupServerMessage *message, const char *name)
{
    const struct writer_format *format = writer_format_of_file(name);
    GBytes                     *bytes;

    if (g_str_equal(name, CAPTURE))
        return answer_capture(capture, message);
    if (!format || !g_str_has_prefix(name, REPORT) || !g_str_equal(name + strlen(REPORT) - 1, format->ending))
        return "There is no such file.";
    bytes = write_report(capture, format);
    answer_file(message, name, bytes);
    g_bytes_unref(bytes);
    return NULL;
}
