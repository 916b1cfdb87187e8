/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The profile knows every class and severity that there is. */
#include <string.h>

#include "applications.h"
#include "finding.h"

static char *part_of_profile(const char *name)
{
    char *path = g_build_filename("..", "profile", name, NULL), *text;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_free(path);
    return text;
}

static void is_there(const char *text, const char *format, const char *name)
{
    char *wanted = g_strdup_printf(format, name, name);

    if (!strstr(text, wanted))
        g_error("the profile has no %s", wanted);
    g_free(wanted);
}

static void rules(void)
{
    char *text = part_of_profile("colorfilters");

    for (guint i = 0; i < SEVERITIES; i++)
        is_there(text, "@Anomaly: %s@winnow.anomaly.severity == \"%s\"@", severity_name((enum severity)i));
    for (guint i = 0; i < CLASS_COUNT; i++)
        is_there(text, "@Class: %s@winnow.class == \"%s\"@", traffic_class_name((enum traffic_class)i));
    g_free(text);
}

static void buttons(void)
{
    char *text = part_of_profile("dfilter_buttons");

    for (guint i = 0; i < SEVERITIES; i++)
        is_there(text, "\"Anomaly//%s\",\"winnow.anomaly.severity == \\x22%s\\x22\"", severity_name((enum severity)i));
    for (guint i = 0; i < CLASS_COUNT; i++)
        is_there(text, "\"Class//%s\",\"winnow.class == \\x22%s\\x22\"", traffic_class_name((enum traffic_class)i));
    g_free(text);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/profile/rules", rules);
    g_test_add_func("/profile/buttons", buttons);
    return g_test_run();
}
