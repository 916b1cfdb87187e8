/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "range_sweep.h"

struct candidate {
    wide_uint width; /* less one, so that all numbers there are fit */
    wide_uint last;
    guint     i;
};

struct sweep {
    const struct sweep_callbacks *callbacks;
    guint                         count, next; /* all before `next` have begun */
    GArray                       *heap;        /* of those that have begun, the winner first; ended ones go when on top */

    struct span pending; /* grows as long as the winner stays */
    guint       pending_winner;
    gboolean    has_pending;
};

/* ---- heap ---- */

static struct candidate *candidate_at(const struct sweep *self, guint place)
{
    return &g_array_index(self->heap, struct candidate, place);
}

static gboolean wins(const struct candidate *a, const struct candidate *b)
{
    return a->width != b->width ? a->width < b->width : a->i < b->i;
}

static void swap(struct candidate *a, struct candidate *b)
{
    struct candidate kept = *a;

    *a = *b;
    *b = kept;
}

static void push(struct sweep *self, struct span span, guint i)
{
    struct candidate candidate = { span.last - span.first, span.last, i };
    guint            place = self->heap->len;

    g_array_append_val(self->heap, candidate);
    while (place > 0 && wins(candidate_at(self, place), candidate_at(self, (place - 1) / 2))) {
        swap(candidate_at(self, place), candidate_at(self, (place - 1) / 2));
        place = (place - 1) / 2;
    }
}

static void pop(struct sweep *self)
{
    guint last = self->heap->len - 1, place = 0;

    *candidate_at(self, 0) = *candidate_at(self, last);
    g_array_set_size(self->heap, last);
    for (;;) {
        guint best = place;

        for (guint child = 2 * place + 1; child <= 2 * place + 2 && child < last; child++)
            if (wins(candidate_at(self, child), candidate_at(self, best)))
                best = child;
        if (best == place)
            return;
        swap(candidate_at(self, place), candidate_at(self, best));
        place = best;
    }
}

/* ---- sweep ---- */

static struct span span_at(const struct sweep *self, guint i)
{
    return self->callbacks->at(i, self->callbacks->data);
}

static void flush(struct sweep *self)
{
    if (self->has_pending)
        self->callbacks->emit(self->pending, self->pending_winner, self->callbacks->data);
    self->has_pending = FALSE;
}

static void tell(struct sweep *self, struct span span, guint winner)
{
    if (self->has_pending && self->pending_winner == winner && self->pending.last + 1 == span.first) {
        self->pending.last = span.last;
        return;
    }
    flush(self);
    self->pending = span;
    self->pending_winner = winner;
    self->has_pending = TRUE;
}

/* Makes the winner at `position` the top of the heap; FALSE if nothing is there. */
static gboolean settle(struct sweep *self, wide_uint position)
{
    while (self->next < self->count && span_at(self, self->next).first <= position) {
        push(self, span_at(self, self->next), self->next);
        self->next++;
    }
    while (self->heap->len && candidate_at(self, 0)->last < position)
        pop(self);
    return self->heap->len > 0;
}

/* As far as the winner goes before another range begins. */
static struct span stretch(const struct sweep *self, wide_uint position)
{
    struct span span = { position, candidate_at(self, 0)->last };

    if (self->next < self->count)
        span.last = MIN(span.last, span_at(self, self->next).first - 1);
    return span;
}

void range_sweep(guint count, const struct sweep_callbacks *callbacks)
{
    struct sweep self = { .callbacks = callbacks, .count = count };
    wide_uint    position = 0;

    self.heap = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    while (settle(&self, position) || self.next < count) {
        if (self.heap->len == 0) {
            position = span_at(&self, self.next).first;
            continue;
        }
        struct span span = stretch(&self, position);
        tell(&self, span, candidate_at(&self, 0)->i);
        position = span.last + 1;
        if (position == 0)
            break; /* that was the last number there is */
    }
    flush(&self);
    g_array_unref(self.heap);
}
