/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A lane for each detector that found something, and a mark for what it found in one bin of the time line. */
#include "chart.h"
#include "seeded_hash.h"
#include "time_axis.h"

#include <math.h>
#include <string.h>

static const guint WIDTH = 640, TOP = 6, TRAFFIC = 40, LANE = 24, LANES_AT = 56, MOST_LANES = 10, LEGEND = 72;
static const guint SLOT = 10, BAR = 9, LEFT = 8, PLOT_LEFT = 132, PLOT_WIDTH = 500, BASELINE = 4, LEGEND_STEP = 130;

static const double SIZE = 5, GROWTH = 2.5; /* of a mark for one finding; more with each power of ten */

struct mark {
    guint                 lane, bin;
    guint                 count;
    const struct anomaly *loudest;
};

struct lanes {
    struct time_axis  axis;
    struct time_place traffic;
    GPtrArray        *names;  /* the loudest first; what has no lane shares the last one */
    GHashTable       *lanes;  /* name → 1 + its place among them */
    guint             folded; /* detectors without a lane of their own */
    GHashTable       *marks;  /* of struct mark, by lane and bin */
    guint             untimed;
    guint             count, severities[SEVERITIES];
};

static guint lane_of(struct lanes *self, const char *name)
{
    guint lane = GPOINTER_TO_UINT(g_hash_table_lookup(self->lanes, name));

    if (!lane) {
        g_ptr_array_add(self->names, (gpointer)name);
        lane = self->names->len;
        g_hash_table_insert(self->lanes, (gpointer)name, GUINT_TO_POINTER(lane));
    }
    return lane - 1;
}

static void add_mark(struct lanes *self, guint lane, guint bin, const struct anomaly *anomaly)
{
    gpointer     key = GUINT_TO_POINTER(lane * (self->axis.bins->len + 1) + bin + 1);
    struct mark *mark = g_hash_table_lookup(self->marks, key);

    if (!mark) {
        mark = g_new0(struct mark, 1);
        *mark = (struct mark){ lane, bin, 0, anomaly };
        g_hash_table_insert(self->marks, key, mark);
    }
    mark->count++;
}

/* Sorted as they are, the first of a mark is its loudest. */
static void add(struct lanes *self, const struct anomaly *anomaly)
{
    guint lane = MIN(lane_of(self, anomaly->name), MOST_LANES - 1);
    int   bin = anomaly->time == TIME_UNKNOWN ? -1 : time_axis_find(&self->axis, anomaly->time);

    self->count++;
    self->severities[anomaly->severity]++;
    if (bin < 0)
        self->untimed++;
    else
        add_mark(self, lane, (guint)bin, anomaly);
}

static void lanes_init(struct lanes *self, const struct report *report)
{
    *self = (struct lanes){ .names = g_ptr_array_new(), .traffic = { PLOT_LEFT, TOP, PLOT_WIDTH, TRAFFIC } };
    self->lanes = g_hash_table_new(seeded_str_hash, g_str_equal);
    self->marks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    time_axis_init(&self->axis, summary_time_line(report->summary));
    anomalies_sort(report->anomalies);
    for (guint i = 0; i < anomalies_count(report->anomalies); i++)
        add(self, anomalies_at(report->anomalies, i));
    if (self->names->len > MOST_LANES)
        self->folded = self->names->len - (MOST_LANES - 1);
}

static void lanes_clear(struct lanes *self)
{
    time_axis_clear(&self->axis);
    g_ptr_array_unref(self->names);
    g_hash_table_unref(self->lanes);
    g_hash_table_unref(self->marks);
}

static guint lanes_count(const struct lanes *self)
{
    return MAX(MIN(self->names->len, MOST_LANES), 1);
}

static void draw_traffic(const struct lanes *self, struct svg *svg)
{
    GString *path = g_string_new(NULL);
    guint64  greatest = 1;

    for (guint i = 0; i < self->axis.bins->len; i++)
        greatest = MAX(greatest, time_axis_bin(&self->axis, i)->packets);
    for (guint i = 0; i < self->axis.bins->len; i++) {
        double height = TRAFFIC * ((double)time_axis_bin(&self->axis, i)->packets / (double)greatest);

        g_string_append_printf(path, "M%u %dv-", time_axis_slot(&self->axis, i) * SLOT, TRAFFIC);
        svg_append_number(path, MAX(height, 1));
        g_string_append_printf(path, "h%dV%dz", BAR, TRAFFIC);
    }
    svg_label(svg, "faint", LEFT, self->traffic.top + TRAFFIC, 0, "all packets");
    time_axis_open_plot(&self->axis, svg, &self->traffic);
    svg_open(svg, "path", "traffic");
    svg_raw(svg, "d", path->str);
    svg_close(svg);
    svg_close(svg);
    g_string_free(path, TRUE);
}

/* A shape for each severity: colour alone tells not everybody. */
static void draw_shape(struct svg *svg, enum severity severity, double size)
{
    static const char *const PATHS[SEVERITIES] = {
        [SEVERITY_NOTE] = "M-1 0a1 1 0 0 1 2 0a1 1 0 0 1-2 0z",
        [SEVERITY_WARN] = "M0-1.1L1.15.9H-1.15z",
        [SEVERITY_ERROR] = "M0-1.3L1.3 0L0 1.3L-1.3 0z",
    };
    char *class = g_strdup_printf("s-%s", severity_name(severity));
    GString *scale = g_string_new("scale(");

    svg_append_number(scale, size);
    g_string_append_c(scale, ')');
    svg_open(svg, "path", class);
    svg_raw(svg, "d", PATHS[severity]);
    svg_raw(svg, "transform", scale->str);
    g_string_free(scale, TRUE);
    g_free(class);
}

static char *mark_title(const struct mark *mark)
{
    char *time = time_axis_time(mark->loudest->time), *more = g_strdup_printf(" (and %u more)", mark->count - 1);
    char *text = g_strdup_printf("%s %s: %s%s", time, mark->loudest->name,
                                 *mark->loudest->detail ? mark->loudest->detail : mark->loudest->subject,
                                 mark->count > 1 ? more : "");

    g_free(more);
    g_free(time);
    return text;
}

static void draw_mark(const struct lanes *self, struct svg *svg, const struct mark *mark)
{
    char *title = mark_title(mark);

    time_axis_open_at(&self->axis, svg, &self->traffic, time_axis_slot(&self->axis, mark->bin) + 0.5);
    svg_open_moved(svg, NULL, 0, LANES_AT + LANE * mark->lane + LANE / 2.0);
    draw_shape(svg, mark->loudest->severity, MIN(SIZE + GROWTH * log10(mark->count), LANE / 2.0));
    svg_title(svg, title);
    svg_close(svg);
    svg_close(svg);
    svg_close(svg);
    g_free(title);
}

static gint compare_marks(gconstpointer a, gconstpointer b)
{
    const struct mark *one = a, *other = b;

    return one->lane != other->lane ? (one->lane < other->lane ? -1 : 1) : one->bin < other->bin ? -1 : 1;
}

static void draw_marks(const struct lanes *self, struct svg *svg)
{
    GList *marks = g_list_sort(g_hash_table_get_values(self->marks), compare_marks);

    for (GList *mark = marks; mark; mark = mark->next)
        draw_mark(self, svg, mark->data);
    g_list_free(marks);
}

static void draw_lane(const struct lanes *self, struct svg *svg, guint lane)
{
    double middle = LANES_AT + LANE * lane + LANE / 2.0;
    char  *name = self->folded && lane == MOST_LANES - 1 ? g_strdup_printf("other (%u)", self->folded) :
                                                           g_strdup(g_ptr_array_index(self->names, lane));

    svg_line(svg, "grid", PLOT_LEFT, middle, PLOT_LEFT + PLOT_WIDTH, middle);
    svg_label(svg, NULL, LEFT, middle + BASELINE, PLOT_LEFT - LEFT - 8, name);
    g_free(name);
}

static void draw_legend(const struct lanes *self, struct svg *svg, double top)
{
    double left = PLOT_LEFT + SIZE;

    for (guint i = SEVERITIES; i-- > 0;) {
        char *text = g_strdup_printf("%u %s", self->severities[i], severity_name((enum severity)i));

        svg_open_moved(svg, NULL, left, top);
        draw_shape(svg, (enum severity)i, SIZE);
        svg_close(svg);
        svg_label(svg, NULL, 12, BASELINE, 0, text);
        svg_close(svg);
        g_free(text);
        left += LEGEND_STEP;
    }
}

static char *describe(const struct lanes *self)
{
    char    *times = time_axis_describe(&self->axis);
    GString *text = g_string_new(times);

    g_string_append_printf(text, ". %u found", self->count);
    for (guint i = SEVERITIES; i-- > 0;)
        g_string_append_printf(text, "%s %u %s", i + 1 == SEVERITIES ? ":" : ",", self->severities[i],
                               severity_name((enum severity)i));
    for (guint i = 0; i < self->names->len; i++)
        g_string_append_printf(text, "%s %s", i ? "," : ". By", (const char *)g_ptr_array_index(self->names, i));
    if (self->untimed)
        g_string_append_printf(text, ". %u without a time are not shown", self->untimed);
    g_free(times);
    return g_string_free(text, FALSE);
}

static void draw(const struct chart *chart, const struct chart_context *context, GString *out)
{
    struct lanes      self;
    struct svg        svg;
    struct time_place place = { PLOT_LEFT, TOP, PLOT_WIDTH, 0 };
    double            bottom;
    char             *description;

    lanes_init(&self, context->report);
    bottom = LANES_AT + LANE * lanes_count(&self);
    place.height = bottom - TOP;
    description = describe(&self);
    chart_begin(chart, context, &svg, out, WIDTH, bottom + LEGEND, description);
    draw_traffic(&self, &svg);
    for (guint i = 0; i < MIN(self.names->len, MOST_LANES); i++)
        draw_lane(&self, &svg, i);
    if (!self.count)
        svg_label(&svg, "middle", PLOT_LEFT + PLOT_WIDTH / 2.0, LANES_AT + LANE / 2.0 + BASELINE, 0,
                  "Nothing out of the ordinary was found.");
    time_axis_draw(&self.axis, &svg, &place);
    draw_marks(&self, &svg);
    draw_legend(&self, &svg, bottom + LEGEND - 34);
    time_axis_draw_span(&self.axis, &svg, &place, bottom + LEGEND - 8);
    svg_end(&svg);
    g_free(description);
    lanes_clear(&self);
}

const struct chart chart_anomalies = {
    .name = "anomalies",
    .title = "Anomalies over time",
    .table = "anomalies",
    .needs = KNOWN_TIMES | KNOWN_ANOMALIES,
    .is_wide = TRUE,
    .draw = draw,
};
