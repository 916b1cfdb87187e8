/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "detector_preferences.h"

#include "address_lists.h"
#include "complaints.h"

/* What is registered must live as long as Wireshark. */
static struct detector_setting *settings; /* by detector, as the user has them */
static gint                     least_severity = SEVERITY_NOTE;

static void register_threshold(module_t *module, const struct detector *detector, const struct threshold *threshold,
                               guint *value)
{
    char *name = g_strdup_printf("%s.%s", detector->name, threshold->name);
    char *title = g_strdup_printf("%s: %s (%s)", detector->title, threshold->title, threshold->unit);
    char *description = g_strdup_printf("%s: %s, from %u to %u %s.", detector->title, threshold->title, threshold->least,
                                        threshold->most, threshold->unit);

    prefs_register_uint_preference(module, name, title, description, 10, value);
}

static void register_detector(module_t *module, const struct detector *detector, struct detector_setting *setting)
{
    prefs_register_bool_preference(module, detector->name, detector->title, detector->rule, &setting->is_on);
    for (guint i = 0; i < THRESHOLDS_MAX && detector->thresholds[i].name; i++)
        register_threshold(module, detector, &detector->thresholds[i], &setting->thresholds[i]);
}

void detector_preferences_register(module_t *module)
{
    static const enum_val_t SEVERITIES_SHOWN[] = {
        { "note", "Note", SEVERITY_NOTE },
        { "warn", "Warning", SEVERITY_WARN },
        { "error", "Error", SEVERITY_ERROR },
        { NULL, NULL, 0 },
    };

    settings = detection_standard_settings();
    prefs_register_enum_preference(module, "least_severity", "Least severity of anomalies",
                                   "Findings below it are not made.", &least_severity, SEVERITIES_SHOWN, FALSE);
    for (guint i = 0; i < detectors_count; i++)
        register_detector(module, detectors[i], &settings[i]);
}

/* Wireshark takes any number. */
static guint within_bounds(const struct detector *detector, const struct threshold *threshold, guint value,
                           struct complaints *complaints)
{
    guint  nearest = CLAMP(value, threshold->least, threshold->most);
    char  *reason;

    if (nearest == value)
        return value;
    reason = g_strdup_printf("winnow.%s.%s: expected %u to %u instead of %u", detector->name, threshold->name,
                             threshold->least, threshold->most, value);
    complaints_add("", 0, reason, complaints);
    g_free(reason);
    return nearest;
}

static void take_settings(struct detector_setting *taken)
{
    struct complaints complaints = { NULL, 0 };

    for (guint i = 0; i < detectors_count; i++) {
        taken[i].is_on = settings[i].is_on;
        for (guint t = 0; t < THRESHOLDS_MAX && detectors[i]->thresholds[t].name; t++)
            taken[i].thresholds[t] =
                within_bounds(detectors[i], &detectors[i]->thresholds[t], settings[i].thresholds[t], &complaints);
    }
    complaints_report(&complaints, "the detectors' preferences");
}

const struct detection_options *detector_preferences_options(void)
{
    static struct detection_options options;

    if (!options.settings)
        options.settings = detection_standard_settings();
    address_lists_refresh();
    take_settings(options.settings);
    options.least_severity = (enum severity)least_severity;
    options.networks = address_lists_networks();
    options.blocklists = address_lists_blocklists();
    options.exceptions = address_lists_exceptions();
    return &options;
}
