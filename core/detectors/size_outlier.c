/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A payload unlike all that its application has sent that way so far. Sizes have two humps and long tails as a rule, and of
 * such a distribution one sample in 36 may be six standard deviations away (Chebyshev). Therefore a size has to break a
 * record, too, and by far: of each application and direction that happens a few times in a capture, however long. Short
 * ones say nothing: the last of many is what is left over. */
#include "detector.h"

#include <math.h>

#include "protocols.h"

enum { SAMPLES, DEVIATIONS, FACTOR, WINDOW };

enum {
    SEGMENT_MOST = 1460, /* bytes: beyond, a TCP segment says nothing but that there was more to send */
    DATAGRAM_MOST = 65535,
    APPLICATIONS = 8192, /* that are followed; the built-in ones and all of Wireshark's are fewer */
    GROWTH = 256,        /* entries */
    COUNT_MOST = 1 << 24 /* samples; then all counts for half */
};

/* Of one application and direction. */
struct sizes {
    guint64 sum, squares; /* bytes */
    guint32 count;
    guint32 greatest; /* bytes */
};

struct size_outlier {
    const guint *thresholds;
    GArray      *sizes; /* struct sizes, by application and direction */
};

static void size_outlier_init(gpointer state)
{
    struct size_outlier *self = state;

    self->sizes = g_array_new(FALSE, TRUE, sizeof(struct sizes));
}

static void size_outlier_clear(gpointer state)
{
    struct size_outlier *self = state;

    g_array_unref(self->sizes);
}

/* An array grows by doubling. */
static gsize size_outlier_more_bytes(void)
{
    return (gsize)2 * (APPLICATIONS * FLOW_SIDES + GROWTH) * sizeof(struct sizes);
}

static struct sizes *sizes_at(struct size_outlier *self, guint index)
{
    if (index >= self->sizes->len)
        g_array_set_size(self->sizes, index + GROWTH);
    return &g_array_index(self->sizes, struct sizes, index);
}

static void sizes_add(struct sizes *self, guint32 size)
{
    if (self->count == COUNT_MOST) {
        self->count /= 2;
        self->sum /= 2;
        self->squares /= 2;
    }
    self->greatest = MAX(self->greatest, size);
    self->count++;
    self->sum += size;
    self->squares += (guint64)size * size;
}

static double mean_of(const struct sizes *self)
{
    return (double)self->sum / self->count;
}

/* How many standard deviations the size lies above the mean; those of less than half a byte count as that. */
static double deviations_of(const struct sizes *self, guint32 size)
{
    double mean = mean_of(self), variance = (double)self->squares / self->count - mean * mean;

    return (size - mean) / sqrt(MAX(variance, 0.25));
}

static void claim_outlier(const struct size_outlier *self, const struct sighting *sighting, const struct sizes *sizes,
                          guint32 size, guint index, struct findings *findings)
{
    const guint         *thresholds = self->thresholds;
    const struct packet *packet = sighting->packet;
    double               deviations = deviations_of(sizes, size);
    char                 from[ADDRESS_TEXT_SIZE], to[ADDRESS_TEXT_SIZE];
    struct claim         claim = { .severity = SEVERITY_NOTE,
                                   .subject = &packet->source,
                                   .object = &packet->destination,
                                   .kind = index,
                                   .value = deviations,
                                   .threshold = thresholds[DEVIATIONS],
                                   .window = thresholds[WINDOW] * NS_PER_SECOND };

    if (deviations <= thresholds[DEVIATIONS])
        return;
    findings_claim(findings, &claim,
                   "%s sent %s %u bytes of %s as %s where %u payloads before had at most %u: %.3g standard deviations above "
                   "their mean of %.4g (threshold %u)",
                   address_format(&packet->source, from), address_format(&packet->destination, to), size,
                   applications_name(sighting->applications, (application_id)(index / FLOW_SIDES)),
                   flow_side_name(sighting->sender), sizes->count, sizes->greatest, deviations, mean_of(sizes),
                   thresholds[DEVIATIONS]);
}

static void see_payload(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct size_outlier *self = state;
    const struct packet *packet = sighting->packet;
    application_id       application = sighting_application(sighting);
    guint                index = application * FLOW_SIDES + flow_side_index(sighting->sender);
    guint32              size = MIN(packet->payload_bytes, packet->protocol == IP_TCP ? SEGMENT_MOST : DATAGRAM_MOST);

    if (application == APPLICATION_UNKNOWN || application >= APPLICATIONS || packet->is_fragment)
        return;

    struct sizes *sizes = sizes_at(self, index);
    if (sizes->count >= self->thresholds[SAMPLES] && size > (guint64)self->thresholds[FACTOR] * sizes->greatest)
        claim_outlier(self, sighting, sizes, size, index, findings);
    sizes_add(sizes, size);
}

const struct detector detector_size_outlier = {
    .name = "size_outlier",
    .title = "Payload of unusual size",
    .severity = SEVERITY_NOTE,
    .group = GROUP_SECURITY,
    .rule =
        "A payload is many standard deviations longer than the mean of what its application has sent in that direction so "
        "far, and more than so many times as long as the longest of it. Segments of TCP count as 1460 bytes at most.",
    .reference = "Denning, An Intrusion-Detection Model, 1987 (mean and standard deviation model); Chebyshev's inequality",
    .misses = "What is short; what is not much longer than something seen before, and so all in applications that send full "
              "packets; and what stands out only for one host. Who begins with the unusual makes it the usual.",
    .thresholds = { [SAMPLES] = { "samples", "Payloads to learn from", "payloads", 200, 2, 1000000 },
                    [DEVIATIONS] = { "deviations", "Distance above the mean", "deviations", 6, 1, 1000 },
                    [FACTOR] = { "factor", "Longer than the longest by", "times", 2, 1, 1000 },
                    [WINDOW] = { "window", "Silence between two of one pair", "s", 300, 1, 86400 } },
    .state_bytes = sizeof(struct size_outlier),
    .init = size_outlier_init,
    .clear = size_outlier_clear,
    .more_bytes = size_outlier_more_bytes,
    .on = { [ON_PAYLOAD] = see_payload },
};
