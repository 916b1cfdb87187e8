/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "detector_preferences.h"

#include <string.h>

#include "address_lists.h"
#include "complaints.h"
#include "preference_choice.h"
#include "preference_heading.h"
#include "unit.h"

/* As the user has them, in Wireshark's types. What is registered must live as long as Wireshark. */
static struct user_setting {
    ws_bool is_on;
    guint   thresholds[THRESHOLDS_MAX];
} * settings;                             /* by detector */
static struct detector_setting *accepted; /* … as they were when all was within its bounds */
static gint                     least_severity = SEVERITY_NOTE;

/* ---- registration ---- */

static char *threshold_title(const struct threshold *threshold)
{
    gboolean is_said = unit_is_said(threshold->unit, threshold->title);

    return g_strdup_printf("    %s (%u to %u%s%s)", threshold->title, threshold->least, threshold->most, is_said ? "" : " ",
                           is_said ? "" : threshold->unit);
}

static void register_threshold(module_t *module, const struct detector *detector, const struct threshold *threshold,
                               guint *value)
{
    char *name = g_strdup_printf("%s.%s", detector->name, threshold->name);
    char *description = g_strdup_printf("%s: %s, %u to %u %s; as delivered %u.", detector->title, threshold->title,
                                        threshold->least, threshold->most, threshold->unit, threshold->standard);

    prefs_register_uint_preference(module, name, threshold_title(threshold), description, 10, value);
}

static void register_section(module_t *module, const char *section)
{
    char *title = g_strdup_printf("Anomalies: %s", section);

    preference_heading(module, title);
    g_free(title);
}

static void register_detector(module_t *module, const struct detector *detector, struct user_setting *setting)
{
    prefs_register_bool_preference(module, detector->name, detector->title, detector->rule, &setting->is_on);
    for (guint i = 0; i < THRESHOLDS_MAX && detector->thresholds[i].name; i++)
        register_threshold(module, detector, &detector->thresholds[i], &setting->thresholds[i]);
}

void detector_preferences_register(module_t *module)
{
    const char *section = NULL;

    accepted = detection_standard_settings();
    settings = g_new0(struct user_setting, detectors_count);
    preference_choice_register(module, &preference_least_severity, "Least severity of anomalies",
                               "Findings below it are not made.", &least_severity);
    for (guint i = 0; i < detectors_count; i++) {
        settings[i].is_on = accepted[i].is_on != FALSE;
        memcpy(settings[i].thresholds, accepted[i].thresholds, sizeof settings[i].thresholds);
        if (section != detector_section(detectors[i]))
            register_section(module, section = detector_section(detectors[i]));
        register_detector(module, detectors[i], &settings[i]);
    }
}

/* ---- bounds: Wireshark takes any number ---- */

static void keep_within_bounds(const struct detector *detector, const struct threshold *threshold, guint *value,
                               guint *former, struct complaints *complaints)
{
    char *reason;

    if (*value >= threshold->least && *value <= threshold->most) {
        *former = *value;
        return;
    }
    reason = g_strdup_printf("winnow.%s.%s stays at %u. Expected %u to %u %s instead of %u.", detector->name,
                             threshold->name, *former, threshold->least, threshold->most, threshold->unit, *value);
    complaints_add("", 0, reason, complaints);
    g_free(reason);
    *value = *former;
}

gboolean detector_preferences_check(void)
{
    struct complaints complaints = { NULL, 0 };

    for (guint i = 0; i < detectors_count; i++) {
        accepted[i].is_on = settings[i].is_on;
        for (guint t = 0; t < THRESHOLDS_MAX && detectors[i]->thresholds[t].name; t++)
            keep_within_bounds(detectors[i], &detectors[i]->thresholds[t], &settings[i].thresholds[t],
                               &accepted[i].thresholds[t], &complaints);
    }
    address_lists_check(&complaints);
    return complaints_report_refused(&complaints);
}

/* A capture that is open keeps what it was opened with, until it is dissected anew. */
const struct detection_options *detector_preferences_options(void)
{
    static struct detection_options options;

    if (!options.settings)
        options.settings = detection_standard_settings();
    detector_preferences_check();
    address_lists_refresh();
    memcpy(options.settings, accepted, detectors_count * sizeof *accepted);
    options.least_severity = (enum severity)least_severity;
    options.networks = address_lists_networks();
    options.blocklists = address_lists_blocklists();
    options.exceptions = address_lists_exceptions();
    return &options;
}
