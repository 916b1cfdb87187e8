/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analysis.h"

struct analysis {
    struct flow_table *flows;
    struct classifier *classifier;
    struct port_table *ports;
    struct detection  *detection; /* NULL where nothing is looked for */
    gboolean           keeps_findings;
};

struct analysis *analysis_new(const struct flow_options *options, struct port_table *ports, service_registry registry,
                              gpointer registry_data)
{
    struct analysis *self = g_new0(struct analysis, 1);

    self->flows = flow_table_new(options);
    self->classifier = classifier_new(ports, registry, registry_data);
    self->ports = port_table_ref(ports);
    self->keeps_findings = options->keep_ended;
    return self;
}

void analysis_look(struct analysis *self, const struct detection_options *options)
{
    self->detection = detection_new(options, port_table_applications(self->ports), self->keeps_findings);
}

void analysis_free(struct analysis *self)
{
    flow_table_free(self->flows);
    g_clear_pointer(&self->detection, detection_free);
    classifier_free(self->classifier);
    port_table_unref(self->ports);
    g_free(self);
}

void analysis_add(struct analysis *self, const struct packet *packet, struct packet_record *record)
{
    flow_table_add(self->flows, packet, record);
    if (record->index == 1)
        classifier_begin(self->classifier, record->flow);
}

void analysis_add_evidence(struct analysis *self, struct flow *flow, const struct evidence *evidence)
{
    flow->tunnel_depth = evidence->tunnel_depth;
    classifier_add(self->classifier, flow, evidence);
}

void analysis_examine(struct analysis *self, const struct packet *packet, const struct packet_record *record)
{
    classifier_examine(self->classifier, record->flow, packet, (enum flow_scope)record->sender);
}

void analysis_detect(struct analysis *self, const struct packet *packet, struct packet_record *record)
{
    if (self->detection)
        detection_add(self->detection, packet, record);
}

const struct finding *analysis_findings(const struct analysis *self, const struct packet_record *record, guint *count)
{
    *count = 0;
    return self->detection ? detection_findings(self->detection, record, count) : NULL;
}

const struct applications *analysis_applications(const struct analysis *self)
{
    return port_table_applications(self->ports);
}

void analysis_watch_flows(struct analysis *self, flow_visitor watcher, gpointer data)
{
    flow_table_watch(self->flows, watcher, data);
}

void analysis_visit_flows(const struct analysis *self, flow_visitor visitor, gpointer data)
{
    flow_table_visit(self->flows, visitor, data);
}

gint64 analysis_idle_before(const struct analysis *self)
{
    return flow_table_idle_before(self->flows);
}
