/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_frame.h"

#include "chart.h"
#include "markup.h"

#include <string.h>

enum { TITLE_WIDTH = 100 };

extern const char  page_css_text[], page_js_text[]; /* made from tool/page.css and tool/page.js by the build */
extern const gsize page_css_length, page_js_length;

char *page_style(void)
{
    char *charts = chart_style(), *style = g_strdup_printf("%.*s%s", (int)page_css_length, page_css_text, charts);

    g_free(charts);
    return style;
}

char *page_script(void)
{
    return g_strndup(page_js_text, page_js_length);
}

static char *source_hash(const char *text)
{
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8     digest[32];
    gsize      length = sizeof digest;
    char      *base64, *hash;

    g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text));
    g_checksum_get_digest(checksum, digest, &length);
    base64 = g_base64_encode(digest, length);
    hash = g_strdup_printf("'sha256-%s'", base64);
    g_free(base64);
    g_checksum_free(checksum);
    return hash;
}

static void append_policy(GString *out, const char *style, const char *script)
{
    char *styles = source_hash(style), *scripts = source_hash(script);

    g_string_append_printf(out,
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src %s; "
                           "script-src %s; img-src data:; base-uri 'none'; form-action 'none'\">\n",
                           styles, scripts);
    g_free(styles);
    g_free(scripts);
}

void page_frame_begin(GString *out, const char *title)
{
    char *style = page_style(), *script = page_script();

    g_string_append(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    append_policy(out, style, script);
    g_string_append(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                         "<meta name=\"color-scheme\" content=\"light dark\">\n"
                         "<meta name=\"generator\" content=\"winnow " WINNOW_VERSION "\">\n"
                         "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    markup_append(out, title, TITLE_WIDTH);
    g_string_append_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
    g_free(style);
    g_free(script);
}

void page_frame_end(GString *out)
{
    char *script = page_script();

    g_string_append_printf(out, "<script>%s</script>\n</body>\n</html>\n", script);
    g_free(script);
}
