/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "zstd_decompressor.h"

#include <zstd.h>

G_DECLARE_FINAL_TYPE(ZstdDecompressor, zstd_decompressor, WINNOW, ZSTD_DECOMPRESSOR, GObject)

struct _ZstdDecompressor {
    GObject       parent;
    ZSTD_DStream *stream;
};

static void zstd_decompressor_converter_init(GConverterIface *);

G_DEFINE_TYPE_WITH_CODE(ZstdDecompressor, zstd_decompressor, G_TYPE_OBJECT,
                        G_IMPLEMENT_INTERFACE(G_TYPE_CONVERTER, zstd_decompressor_converter_init))

static GConverterResult convert(GConverter *converter, const void *input, gsize input_size, void *output, gsize output_size,
                                GConverterFlags flags, gsize *taken, gsize *made, GError **error)
{
    ZstdDecompressor *self = WINNOW_ZSTD_DECOMPRESSOR(converter);
    ZSTD_inBuffer     in = { input, input_size, 0 };
    ZSTD_outBuffer    out = { output, output_size, 0 };
    size_t            left = ZSTD_decompressStream(self->stream, &out, &in);

    if (ZSTD_isError(left)) {
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, ZSTD_getErrorName(left));
        return G_CONVERTER_ERROR;
    }
    *taken = in.pos;
    *made = out.pos;
    if (left == 0)
        return G_CONVERTER_FINISHED;
    if (in.pos == 0 && out.pos == 0 && flags & G_CONVERTER_INPUT_AT_END) {
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the compressed data ends early");
        return G_CONVERTER_ERROR;
    }
    return G_CONVERTER_CONVERTED;
}

static void reset(GConverter *converter)
{
    ZSTD_initDStream(WINNOW_ZSTD_DECOMPRESSOR(converter)->stream);
}

static void zstd_decompressor_converter_init(GConverterIface *iface)
{
    iface->convert = convert;
    iface->reset = reset;
}

static void zstd_decompressor_finalize(GObject *object)
{
    ZSTD_freeDStream(WINNOW_ZSTD_DECOMPRESSOR(object)->stream);
    G_OBJECT_CLASS(zstd_decompressor_parent_class)->finalize(object);
}

static void zstd_decompressor_class_init(ZstdDecompressorClass *class)
{
    G_OBJECT_CLASS(class)->finalize = zstd_decompressor_finalize;
}

static void zstd_decompressor_init(ZstdDecompressor *self)
{
    self->stream = ZSTD_createDStream();
    ZSTD_initDStream(self->stream);
}

GConverter *zstd_decompressor_new(void)
{
    return G_CONVERTER(g_object_new(zstd_decompressor_get_type(), NULL));
}
