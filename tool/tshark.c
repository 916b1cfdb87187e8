/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memfd_create() */

#include "tshark.h"

#include "columns.h"
#include "safe_text.h"
#include "tshark_command.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PUMP_SIZE = 64 * 1024, MESSAGE_MAX = 2000 };

struct tshark {
    GSubprocess        *process;
    struct byte_source *output;
    char               *header;
    char               *group;    /* the number of the process that leads one, or NULL */
    int                 messages; /* a nameless file that has its standard error */
    GThread            *pump;
    gboolean            interrupted;
};

G_DEFINE_QUARK(winnow - tshark - error - quark, tshark_error)

/* In memory, for the disk may be full, else in the folder for temporary files; -1: nowhere. */
static int nameless_file(void)
{
    char *name = NULL;
    int   fd = -1;

#ifdef MFD_CLOEXEC
    fd = memfd_create("tshark's messages", MFD_CLOEXEC);
#endif
    if (fd < 0 && (fd = g_file_open_tmp("winnow-XXXXXX", &name, NULL)) >= 0)
        g_unlink(name);
    g_free(name);
    return fd;
}

struct pump {
    struct byte_source *from; /* borrowed until the thread is joined */
    GOutputStream      *to;
};

/* A write to a child that has gone raises SIGPIPE in the thread that writes: blocked here, it only fails. */
static gpointer pump_run(gpointer data)
{
    struct pump *pump = data;
    char        *buffer = g_malloc(PUMP_SIZE);
    sigset_t     pipe_signal;
    gssize       length;

    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, NULL);
    while ((length = byte_source_read(pump->from, buffer, PUMP_SIZE, NULL)) > 0)
        if (!g_output_stream_write_all(pump->to, buffer, (gsize)length, NULL, NULL, NULL))
            break;
    g_output_stream_close(pump->to, NULL, NULL);
    g_object_unref(pump->to);
    g_free(buffer);
    g_free(pump);
    return NULL;
}

/* A file that is redirected to us goes to the child as it is; a pipe goes through a thread, for some has been read. */
static gboolean rewind_input(struct byte_source *input)
{
    return byte_source_fd(input) >= 0 && lseek(byte_source_fd(input), 0, SEEK_SET) == 0;
}

static void lead_group(gpointer data)
{
    (void)data;
    setpgid(0, 0);
}

/* A tshark that is killed leaves its dumpcap behind, which would notice with the next packet only. */
static void end_group(const char *leader)
{
    if (leader)
        kill(-(pid_t)g_ascii_strtoll(leader, NULL, 10), SIGTERM);
}

static GSubprocess *spawn(GPtrArray *arguments, int messages, struct byte_source *input, gboolean pumped, gboolean in_group,
                          GError **error)
{
    GSubprocessFlags     flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | (pumped ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0);
    GSubprocessLauncher *launcher = g_subprocess_launcher_new(flags);
    GError              *problem = NULL;
    GSubprocess         *process;

    if (in_group)
        g_subprocess_launcher_set_child_setup(launcher, lead_group, NULL, NULL);
    g_subprocess_launcher_setenv(launcher, "WIRESHARK_LOG_LEVEL", "critical", TRUE); /* some dissectors of 4.6 chat */
    g_subprocess_launcher_take_stderr_fd(launcher, dup(messages));
    if (input && !pumped)
        g_subprocess_launcher_take_stdin_fd(launcher, dup(byte_source_fd(input)));
    process = g_subprocess_launcher_spawnv(launcher, (const char *const *)arguments->pdata, &problem);
    if (!process) {
        g_set_error(error, TSHARK_ERROR, TSHARK_MISSING,
                    "reading packets takes tshark, and \"%s\" could not be started (%s): install it, or name it with "
                    "--tshark PATH",
                    (const char *)arguments->pdata[0], problem->message);
        g_error_free(problem);
    }
    g_object_unref(launcher);
    return process;
}

static GPtrArray *arguments_of(struct tshark *self, const struct tshark_request *request, const char *file, guint sets)
{
    char     **names;
    GPtrArray *arguments;

    if (request->statistic)
        return tshark_command_statistic(request, file);
    names = field_sets_names(sets);
    arguments = tshark_command_rows(request, file, sets, names);
    self->header = g_strjoinv("\t", names);
    g_strfreev(names);
    return arguments;
}

struct tshark *tshark_start(const struct tshark_request *request, const char *file, struct byte_source *input, guint sets,
                            GError **error)
{
    struct tshark *self = g_new0(struct tshark, 1);
    GPtrArray     *arguments = arguments_of(self, request, file, sets);
    gboolean       pumped = input && !rewind_input(input);

    self->messages = nameless_file();
    self->process = spawn(arguments, self->messages, input, pumped, request->keep != NULL, error);
    g_ptr_array_unref(arguments);
    if (!self->process) {
        close(self->messages);
        g_free(self->header);
        g_free(self);
        return NULL;
    }
    self->group = request->keep ? g_strdup(g_subprocess_get_identifier(self->process)) : NULL;
    self->output = byte_source_new_fd(
        dup(g_unix_input_stream_get_fd(G_UNIX_INPUT_STREAM(g_subprocess_get_stdout_pipe(self->process)))));
    if (pumped) {
        struct pump pump = { input, g_object_ref(g_subprocess_get_stdin_pipe(self->process)) };
        self->pump = g_thread_new("pump", pump_run, g_memdup2(&pump, sizeof pump));
    }
    return self;
}

struct byte_source *tshark_output(struct tshark *self)
{
    return self->output;
}

const char *tshark_header(const struct tshark *self)
{
    return self->header;
}

/* Listing things, tshark would start each extcap program, and one of them connects to a port of this machine. */
static GSubprocess *spawn_list(GPtrArray *arguments, GSubprocessFlags flags, GError **error)
{
    GSubprocessLauncher *launcher = g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE | flags);
    GSubprocess         *process;

    g_subprocess_launcher_setenv(launcher, "WIRESHARK_EXTCAP_DIR", "/nonexistent", TRUE);
    process = g_subprocess_launcher_spawnv(launcher, (const char *const *)arguments->pdata, error);
    g_object_unref(launcher);
    return process;
}

GSubprocess *tshark_list_interfaces(const struct tshark_request *request, GError **error)
{
    GPtrArray   *arguments = tshark_command_interfaces(request);
    GSubprocess *process = spawn_list(arguments, G_SUBPROCESS_FLAGS_STDERR_PIPE, error);

    g_ptr_array_unref(arguments);
    return process;
}

/* What it writes; NULL: it does not run. Takes the arguments. */
static char *ask(GPtrArray *arguments)
{
    GSubprocess *process = spawn_list(arguments, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
    char        *answer = NULL;

    if (process)
        g_subprocess_communicate_utf8(process, NULL, NULL, &answer, NULL, NULL);
    g_clear_object(&process);
    g_ptr_array_unref(arguments);
    return answer;
}

gboolean tshark_has_plugin(const struct tshark_request *request)
{
    char    *plugins = ask(tshark_command_plugins(request));
    gboolean found = plugins && strstr(plugins, "winnow");

    g_free(plugins);
    return found;
}

char *tshark_version(const struct tshark_request *request)
{
    char *answer = ask(tshark_command_version(request)), *end = answer ? strchr(answer, '\n') : NULL;

    if (end)
        *end = '\0';
    return answer;
}

void tshark_interrupt(struct tshark *self)
{
    if (!self->interrupted)
        g_subprocess_send_signal(self->process, SIGINT);
    self->interrupted = TRUE;
}

static gboolean is_noise(const char *line)
{
    return !*line || g_str_has_prefix(line, "Running as user") || g_str_has_prefix(line, "Capturing on") ||
           strstr(line, " packets captured") || strstr(line, " packet captured") || strstr(line, "packets dropped from");
}

/* What it said on standard error, on one line, its name and what it always says left out. */
static char *read_messages(int fd)
{
    char     text[MESSAGE_MAX + 1];
    gssize   length = pread(fd, text, MESSAGE_MAX, 0);
    GString *message = g_string_new(NULL);
    char   **lines;

    text[MAX(length, 0)] = '\0';
    lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        const char *said = g_strstrip(*line);

        if (is_noise(said))
            continue;
        said += g_str_has_prefix(said, "tshark: ") ? strlen("tshark: ") : 0;
        if (message->len)
            g_string_append_c(message, ' ');
        safe_text_append(message, said, strlen(said), FALSE);
    }
    g_strfreev(lines);
    return g_string_free(message, FALSE);
}

static gboolean is_complaint(const char *message)
{
    return g_str_has_prefix(message, "Winnow could not read ") || g_str_has_prefix(message, "Winnow refused ") ||
           g_str_has_prefix(message, "Error loading table 'Winnow ");
}

/* What the plugin says of lists and preferences that it could not read is more lines than one, and tshark goes on. */
static void pass_on_complaints(int fd)
{
    char     text[MESSAGE_MAX + 1];
    gssize   length = pread(fd, text, MESSAGE_MAX, 0);
    gboolean is_ours = FALSE;
    char   **lines;

    text[MAX(length, 0)] = '\0';
    lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        gboolean begins = g_str_has_prefix(*line, "tshark: ");
        char    *safe = safe_text_of(*line + (begins ? strlen("tshark: ") : 0));

        is_ours = begins ? is_complaint(safe) : is_ours;
        if (is_ours && *safe)
            g_printerr("winnow: %s\n", safe);
        g_free(safe);
    }
    g_strfreev(lines);
}

/* How tshark 4 says that a name of ours means nothing to it. */
static gboolean is_about_plugin(const char *message)
{
    return strstr(message, TSHARK_ONLY_ASKED_FIELDS) || strstr(message, "Invalid -z argument \"winnow,") ||
           (strstr(message, "gui.column.format") && strstr(message, "winnow."));
}

/* Why it ended: in its own words, or by a signal, or both. */
static void set_failure(GError **error, const char *message, GSubprocess *process)
{
    int   code = is_about_plugin(message) ? TSHARK_NO_PLUGIN : TSHARK_FAILED;
    char *end = g_subprocess_get_if_signaled(process) ?
                    g_strdup_printf("ended by signal %d, %s", g_subprocess_get_term_sig(process),
                                    g_strsignal(g_subprocess_get_term_sig(process))) :
                    g_strdup_printf("ended with status %d and without a word", g_subprocess_get_exit_status(process));

    if (!*message)
        g_set_error(error, TSHARK_ERROR, code, "tshark: %s", end);
    else if (g_subprocess_get_if_signaled(process))
        g_set_error(error, TSHARK_ERROR, code, "tshark: %s (%s)", message, end);
    else
        g_set_error(error, TSHARK_ERROR, code, "tshark: %s", message);
    g_free(end);
}

gboolean tshark_finish(struct tshark *self, GError **error)
{
    gboolean sound;
    char    *message;

    byte_source_free(self->output); /* a child that still writes ends by this */
    g_input_stream_close(g_subprocess_get_stdout_pipe(self->process), NULL, NULL);
    g_subprocess_wait(self->process, NULL, NULL);
    end_group(self->group);
    if (self->pump)
        g_thread_join(self->pump);
    sound =
        (g_subprocess_get_if_exited(self->process) && g_subprocess_get_exit_status(self->process) == 0) || self->interrupted;
    message = read_messages(self->messages);
    if (!sound)
        set_failure(error, message, self->process);
    else
        pass_on_complaints(self->messages);
    g_free(message);
    close(self->messages);
    g_object_unref(self->process);
    g_free(self->group);
    g_free(self->header);
    g_free(self);
    return sound;
}
