/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "picture.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <librsvg/rsvg.h>

#include <string.h>

static const double PIXELS_A_UNIT = 2, POINTS_A_UNIT = 0.75;

static cairo_status_t take(void *closure, const unsigned char *bytes, unsigned int length)
{
    g_string_append_len(closure, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static gboolean render(RsvgHandle *handle, cairo_surface_t *surface, double width, double height, GError **error)
{
    RsvgRectangle whole = { 0, 0, width, height };
    cairo_t      *cairo = cairo_create(surface);
    gboolean      drawn = rsvg_handle_render_document(handle, cairo, &whole, error);

    cairo_destroy(cairo);
    return drawn;
}

/* Takes the surface. */
static gboolean finish(cairo_surface_t *surface, gboolean drawn, GError **error)
{
    cairo_status_t status;

    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (drawn && status != CAIRO_STATUS_SUCCESS)
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string(status));
    return drawn && status == CAIRO_STATUS_SUCCESS;
}

static gboolean draw_png(RsvgHandle *handle, double width, double height, GString *out, GError **error)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)(width * PIXELS_A_UNIT), (int)(height * PIXELS_A_UNIT));
    gboolean drawn = render(handle, surface, width * PIXELS_A_UNIT, height * PIXELS_A_UNIT, error);

    if (drawn)
        cairo_surface_write_to_png_stream(surface, take, out);
    return finish(surface, drawn, error);
}

static gboolean draw_pdf(RsvgHandle *handle, double width, double height, GString *out, GError **error)
{
    double           points[] = { width * POINTS_A_UNIT, height * POINTS_A_UNIT };
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, out, points[0], points[1]);

    return finish(surface, render(handle, surface, points[0], points[1], error), error);
}

static gboolean append(const char *svg, gboolean (*draw)(RsvgHandle *, double, double, GString *, GError **), GString *out,
                       GError **error)
{
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)svg, strlen(svg), error);
    double      width, height;
    gboolean    drawn;

    if (!handle)
        return FALSE;
    rsvg_handle_set_dpi(handle, 96);
    rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height);
    drawn = draw(handle, width, height, out, error);
    g_object_unref(handle);
    return drawn;
}

static gboolean append_png(const char *svg, GString *out, GError **error)
{
    return append(svg, draw_png, out, error);
}

static gboolean append_pdf(const char *svg, GString *out, GError **error)
{
    return append(svg, draw_pdf, out, error);
}

static gboolean append_svg(const char *svg, GString *out, GError **error)
{
    (void)error;
    g_string_append(out, svg);
    return TRUE;
}

const struct picture_format *picture_format_named(const char *name)
{
    static const struct picture_format FORMATS[] = {
        { "svg", FALSE, append_svg },
        { "png", TRUE, append_png },
        { "pdf", TRUE, append_pdf },
    };

    for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++)
        if (g_str_equal(FORMATS[i].name, name))
            return &FORMATS[i];
    return NULL;
}
