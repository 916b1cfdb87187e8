/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "legend.h"

static const guint SWATCH = 12, NAME_AT = 20, BASELINE = 11, COLUMN = 78;

static void row(struct svg *svg, const struct legend *legend, double top, const char *const classes[2], const char *name,
                const char *const *texts)
{
    double left = legend->left + NAME_AT;

    svg_label(svg, classes[0], left, top + BASELINE, legend->right[0] - COLUMN - left, name);
    for (guint i = 0; i < legend->columns; i++)
        svg_label(svg, classes[1], legend->right[i], top + BASELINE, 0, texts[i]);
}

void legend_head(struct svg *svg, const struct legend *legend, const char *name, const char *const *titles)
{
    row(svg, legend, legend->top, (const char *const[]){ "faint", "faint end" }, name, titles);
}

void legend_row(struct svg *svg, const struct legend *legend, guint at, const char *colour, const char *name,
                const char *const *texts)
{
    double top = legend->top + LEGEND_ROW * (at + 1);

    svg_rect(svg, colour, legend->left, top, SWATCH, SWATCH);
    row(svg, legend, top, (const char *const[]){ NULL, "end" }, name, texts);
}
