/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What one fact about a packet or its flow is: its name, unit and meaning, and how to read it. All facts stand in the
 * tables below; fields, exports, documentation and tests loop over these. */
#pragma once

#include "analysis.h"

enum field_type {
    FIELD_BOOLEAN,
    FIELD_UINT8,
    FIELD_UINT16,
    FIELD_UINT32,
    FIELD_UINT64,
    FIELD_DOUBLE,
    FIELD_STRING,
    FIELD_DURATION, /* ns */
    FIELD_TIME,     /* ns since 1970-01-01 UTC */
    FIELD_FRAME,    /* a packet's number */
    FIELD_TYPES
};

/* What fields are read from: one flow, and one of its packets, at one moment. */
struct field_view {
    const struct flow          *flow;
    const struct packet_record *record;  /* NULL where only the flow is asked for */
    const struct finding       *finding; /* NULL where none is asked for */
    const struct applications  *applications;
    gboolean                    is_complete; /* the whole capture has been read */
    gint64                      idle_before; /* as flow_table_idle_before() */
    struct flow_side            both;
    const struct flow_side     *sides[FLOW_SCOPES]; /* by scope; one points to `both`: a view must not be copied */

    /* field_read() sets these */
    const struct flow_side *side; /* of the scope */
    enum flow_scope         scope;
    guint                   of;
};

/* The member that belongs to the field's type is set; the others may be anything. */
struct field_value {
    guint64     number; /* booleans, unsigned numbers and frames */
    gint64      ns;     /* durations and times */
    double      real;   /* finite */
    const char *text;   /* strings: static, owned by the view, or in buffer */
    char        buffer[640];
};

enum field_scopes { FOR_FLOW = 1 << SCOPE_BOTH, FOR_INITIATOR = 1 << SCOPE_INITIATOR, FOR_RESPONDER = 1 << SCOPE_RESPONDER };

enum { FOR_SIDES = FOR_INITIATOR | FOR_RESPONDER, FOR_ALL = FOR_FLOW | FOR_SIDES };

struct field {
    const char     *name;  /* without "winnow." and without the side */
    const char     *title; /* lower case but for proper names */
    const char     *unit;  /* plural, or NULL */
    enum field_type type;
    guint           scopes;                                            /* enum field_scopes */
    gboolean (*read)(const struct field_view *, struct field_value *); /* FALSE: absent */
    guint       of;         /* what is read, where several fields have the same reader */
    const char *definition; /* what the title leaves open, or NULL */
    const char *reference;  /* whose definition it is: an RFC, a paper, a tool; or NULL */
};

struct field_table {
    const struct field *fields;
    guint               count;
};

extern const struct field_table packet_fields;      /* fixed when the packet was first seen */
extern const struct field_table application_fields; /* the flow's application as known so far */
extern const struct field_table features;           /* of the flow, so far */
extern const struct field_table anomaly_fields;     /* of one finding on the packet */

/* All of the above, in the order in which they are shown. */
extern const struct field_table *const field_tables[];
extern const guint                     field_tables_count;

/* A field and whose it is. */
struct field_column {
    const struct field *field;
    enum flow_scope     scope;
};

/* Appends all those of a table to a GArray of struct field_column. */
void field_columns_add(GArray *columns, const struct field_table *);
/* … and all those that are known of a flow, in the order of a table of flows. */
void field_columns_of_flows(GArray *columns);

/* "winnow.flow.initiator.packets", "Initiator packets": the caller frees it. */
char *field_full_name(const struct field *, enum flow_scope);
char *field_full_title(const struct field *, enum flow_scope);

/* Good until the flow's next packet. It stays where it is. */
void field_view_init(struct field_view *, const struct analysis *, const struct flow *, const struct packet_record *,
                     gboolean is_complete);

/* FALSE: absent. */
gboolean field_read(const struct field *, enum flow_scope, struct field_view *, struct field_value *);

/* For readers: of the initiator or the responder; FALSE where it has none. */
gboolean field_read_address(const struct flow *, enum flow_scope side, struct field_value *);
gboolean field_read_port(const struct flow *, enum flow_scope side, struct field_value *);
