/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures_internal.h"

enum { LINE_MAX_BYTES = 2048 };

struct line {
    const char *text;
    guint       length; /* without its end; 0 where the line does not end or is no ASCII text */
};

static struct line first_line(const struct payload *payload)
{
    struct line line = { (const char *)payload->bytes, 0 };
    guint       end = MIN(payload->captured, LINE_MAX_BYTES);

    for (guint i = 0; i < end; i++) {
        guint8 c = payload->bytes[i];
        if (c == '\r' || c == '\n')
            return (struct line){ line.text, i };
        if (!g_ascii_isprint(c) && c != '\t')
            break;
    }
    return line;
}

static gboolean line_holds(struct line line, const char *text)
{
    return line.length > 0 && g_strstr_len(line.text, line.length, text) != NULL;
}

/* Distinctive words at the right place. */
static const struct words {
    const char *application;
    guint8      transports;
    const char *start;
    const char *in_line; /* and this in the first line, which must end */
    const char *near;    /* and this among the first SCAN_MAX bytes */
} WORDS[] = {
    /* RFC 4253, 4.2 */
    { "SSH", OVER_TCP, "SSH-2.0-", NULL, NULL },
    { "SSH", OVER_TCP, "SSH-1.", NULL, NULL },
    /* RFC 6455, 4.2.2 */
    { "WebSocket", OVER_TCP, "HTTP/1.1 101 ", NULL, "Sec-WebSocket-Accept:" },
    /* UPnP Device Architecture 1.1, 1.2 and 1.3; BEP 14 */
    { "SSDP", OVER_UDP, "M-SEARCH * HTTP/1.", NULL, "ssdp:" },
    { "SSDP", OVER_UDP, "NOTIFY * HTTP/1.", NULL, "ssdp:" },
    { "SSDP", OVER_UDP, "HTTP/1.1 200 OK\r\n", NULL, "\nUSN:" },
    { "BT-LSD", OVER_UDP, "BT-SEARCH * HTTP/1.", NULL, NULL },
    /* RFC 5321, 4.2 and 4.1.1; RFC 959; RFC 2428; RFC 4217 */
    { "SMTP", OVER_TCP, "220 ", " ESMTP", NULL },
    { "SMTP", OVER_TCP, "220-", " ESMTP", NULL },
    { "SMTP", OVER_TCP, "220 ", " SMTP", NULL },
    { "SMTP", OVER_TCP, "MAIL FROM:<", ">", NULL },
    { "SMTP", OVER_TCP, "RCPT TO:<", ">", NULL },
    { "FTP", OVER_TCP, "220 ", "FTP", NULL },
    { "FTP", OVER_TCP, "220-", "FTP", NULL },
    { "FTP", OVER_TCP, "331 ", "password", NULL },
    { "FTP", OVER_TCP, "227 Entering Passive Mode", NULL, NULL },
    { "FTP", OVER_TCP, "229 Entering Extended Passive Mode", NULL, NULL },
    /* RFC 1939, 4 and 7; RFC 9051, 7.1; RFC 3977, 5.1 */
    { "POP3", OVER_TCP, "+OK ", "POP", NULL },
    { "IMAP", OVER_TCP, "* OK ", "IMAP", NULL },
    { "IMAP", OVER_TCP, "* PREAUTH ", "IMAP", NULL },
    { "NNTP", OVER_TCP, "200 ", "NNTP", NULL },
    { "NNTP", OVER_TCP, "201 ", "NNTP", NULL },
    /* RFC 2812, 3.1; IRCv3 capability negotiation */
    { "IRC", OVER_TCP, "NOTICE AUTH :***", NULL, NULL },
    { "IRC", OVER_TCP, "CAP LS 30", NULL, NULL },
    { "IRC", OVER_TCP, "NICK ", NULL, "\nUSER " },
    { "IRC", OVER_TCP, "PASS ", NULL, "\nNICK " },
    /* RFC 6120, 4 */
    { "XMPP", OVER_TCP, "<stream:stream ", NULL, NULL },
    { "XMPP", OVER_TCP, "<?xml ", NULL, "<stream:stream " },
    /* STOMP 1.2 */
    { "STOMP", OVER_TCP, "CONNECT\n", NULL, "accept-version:" },
    { "STOMP", OVER_TCP, "CONNECT\r\n", NULL, "accept-version:" },
    { "STOMP", OVER_TCP, "CONNECT\n", NULL, "\npasscode:" },
    { "STOMP", OVER_TCP, "STOMP\n", NULL, "accept-version:" },
    { "STOMP", OVER_TCP, "STOMP\r\n", NULL, "accept-version:" },
    { "STOMP", OVER_TCP, "CONNECTED\n", NULL, "\nversion:" },
    { "STOMP", OVER_TCP, "CONNECTED\n", NULL, "\nsession:" },
    { "STOMP", OVER_TCP, "CONNECTED\r\n", NULL, "\nversion:" },
    /* docs.nats.io, client protocol */
    { "NATS", OVER_TCP, "INFO {", NULL, "\"server_id\"" },
    { "NATS", OVER_TCP, "CONNECT {", NULL, "\"verbose\"" },
    /* RFC 6143, 7.1.1 */
    { "VNC", OVER_TCP, "RFB 003.", "RFB 003.", NULL },
    /* memcached, protocol.txt */
    { "Memcached", OVER_TCP, "STAT pid ", NULL, "\r\nSTAT uptime " },
    /* rsync, csprotocol.txt; git, protocol-pack.txt; Subversion, libsvn_ra_svn/protocol */
    { "RSYNC", OVER_TCP, "@RSYNCD: ", "@RSYNCD: ", NULL },
    { "SVN", OVER_TCP, "( success ( 2 2 ( ", NULL, NULL },
    /* BEP 3; BEP 5, with BEP 42's "ip" */
    { "BitTorrent", OVER_TCP,
      "\x13"
      "BitTorrent protocol",
      NULL, NULL },
    { "BT-DHT", OVER_UDP, "d1:ad2:id20:", NULL, NULL },
    { "BT-DHT", OVER_UDP, "d1:rd2:id20:", NULL, NULL },
    { "BT-DHT", OVER_UDP, "d2:ip6:", NULL, "1:rd2:id20:" },
    { "Gnutella", OVER_TCP, "GNUTELLA CONNECT/0.", NULL, NULL },
    { "Gnutella", OVER_TCP, "GNUTELLA/0.6 200 ", NULL, NULL },
    /* Stratum mining protocol: JSON-RPC, one object a line */
    { "Stratum", OVER_TCP, "{", NULL, "\"mining.subscribe\"" },
    { "Stratum", OVER_TCP, "{", NULL, "\"mining.authorize\"" },
    { "Stratum", OVER_TCP, "{", NULL, "\"mining.notify\"" },
    { "Stratum", OVER_TCP, "{", NULL, "\"eth_submitLogin\"" },
    /* Valve developer wiki, Server queries */
    { "Source Engine", OVER_UDP, "\xff\xff\xff\xffTSource Engine Query", NULL, NULL },
    /* Munin's node protocol; Checkmk's agent output */
    { "Munin", OVER_TCP, "# munin node at ", NULL, NULL },
    { "Checkmk", OVER_TCP, "<<<check_mk>>>\n", NULL, NULL },
};

static const char *match_words(const struct payload *payload, struct line line)
{
    guint8 transport = signature_transport(payload);

    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        const struct words *words = &WORDS[i];
        if (words->start[0] == (char)payload->bytes[0] && words->transports & transport &&
            starts_with(payload, words->start) && (!words->in_line || line_holds(line, words->in_line)) &&
            (!words->near || contains(payload, words->near)))
            return words->application;
    }
    return NULL;
}

/* Requests and status lines that end or begin with the protocol's version. */
static const struct version {
    const char *application;
    guint8      transports;
    const char *version; /* a digit follows */
} VERSIONS[] = {
    { "HTTP", OVER_TCP, "HTTP/1." }, /* RFC 9112, 3 and 4 */
    { "SIP", OVER_ANY, "SIP/2." },   /* RFC 3261, 7 */
    { "RTSP", OVER_TCP, "RTSP/1." }, /* RFC 2326, 6.1 and 7.1 */
    { "RTSP", OVER_TCP, "RTSP/2." }, /* RFC 7826 */
    { "ICAP", OVER_TCP, "ICAP/1." }, /* RFC 3507, 4.3 */
};

/* "METHOD target VERSION" */
static gboolean is_request(struct line line, const char *version)
{
    gsize length = strlen(version);
    guint method = 0;

    while (method < line.length && (g_ascii_isupper(line.text[method]) || strchr("-_", line.text[method])))
        method++;
    if (method < 3 || method > 24 || line.text[method] != ' ' || line.length < method + length + 4)
        return FALSE;

    const char *last = line.text + line.length - length - 1;
    return last[-1] == ' ' && memcmp(last, version, length) == 0 && g_ascii_isdigit(last[length]);
}

/* "VERSION NNN " */
static gboolean is_status(struct line line, const char *version)
{
    gsize length = strlen(version);

    if (line.length < length + 5 || memcmp(line.text, version, length) != 0)
        return FALSE;
    const char *rest = line.text + length;
    return g_ascii_isdigit(rest[0]) && rest[1] == ' ' && g_ascii_isdigit(rest[2]) && g_ascii_isdigit(rest[3]) &&
           g_ascii_isdigit(rest[4]);
}

static const char *match_version(const struct payload *payload, struct line line)
{
    guint8 transport = signature_transport(payload);

    for (guint i = 0; i < G_N_ELEMENTS(VERSIONS); i++)
        if (VERSIONS[i].transports & transport &&
            (is_request(line, VERSIONS[i].version) || is_status(line, VERSIONS[i].version)))
            return VERSIONS[i].application;
    return NULL;
}

/* Whether that line is the whole payload. */
static gboolean is_one_line(const struct payload *payload, struct line line)
{
    return line.length > 0 && payload->length == line.length + 2 && LITERAL_AT(payload, line.length, "\r\n");
}

/* RFC 5321, 4.1.1.1 */
static gboolean is_smtp_hello(const struct payload *payload, struct line line)
{
    return line.length > 6 && (starts_with(payload, "EHLO ") || starts_with(payload, "HELO ")) && is_one_line(payload, line);
}

/* RFC 4217, 4 */
static gboolean is_ftp_auth(const struct payload *payload, struct line line)
{
    return (starts_with(payload, "AUTH TLS") || starts_with(payload, "AUTH SSL")) && line.length == 8 &&
           is_one_line(payload, line);
}

/* RFC 2449, 5; RFC 2595, 4; RFC 1939, 7: commands that only POP3 has. */
static gboolean is_pop3_command(const struct payload *payload, struct line line)
{
    gboolean is_word = starts_with(payload, "CAPA") || starts_with(payload, "STLS") || starts_with(payload, "UIDL");

    return is_word && line.length == 4 && is_one_line(payload, line);
}

/* RFC 9051, 6: a tag of the client's choice, then the command. */
static gboolean is_imap_command(const struct payload *payload, struct line line)
{
    guint tag = 0;

    while (tag < line.length && tag < 12 && g_ascii_isalnum(line.text[tag]))
        tag++;
    return tag > 0 && is_one_line(payload, line) &&
           (LITERAL_AT(payload, tag, " CAPABILITY\r\n") || LITERAL_AT(payload, tag, " STARTTLS\r\n"));
}

/* RFC 2812, 2.3.1 and 2.4: ":server NNN …" or ":server NOTICE …" */
static gboolean is_irc_reply(const struct payload *payload, struct line line)
{
    guint at = 1;

    if (line.length < 10 || line.text[0] != ':' || !LITERAL_AT(payload, line.length, "\r\n"))
        return FALSE;
    while (at < 64 && at < line.length && (g_ascii_isalnum(line.text[at]) || strchr(".-", line.text[at])))
        at++;
    if (at < 4 || at + 5 > line.length || line.text[at] != ' ')
        return FALSE;
    const char *command = line.text + at + 1;
    return LITERAL_AT(payload, at + 1, "NOTICE ") ||
           (g_ascii_isdigit(command[0]) && g_ascii_isdigit(command[1]) && g_ascii_isdigit(command[2]) && command[3] == ' ');
}

/* RFC 2812, 3.1.3: "USER name mode unused :real name" */
static gboolean is_irc_user(const struct payload *payload, struct line line)
{
    guint spaces = 0, at = 5;

    if (!starts_with(payload, "USER ") || !LITERAL_AT(payload, line.length, "\r\n"))
        return FALSE;
    for (; at < line.length && spaces < 3; at++)
        spaces += line.text[at] == ' ';
    return spaces == 3 && at < line.length && line.text[at] == ':';
}

/* Reads digits; returns where they end, or 0 if there are none or too many. */
static guint read_digits(const struct payload *payload, guint at, guint digits_max, guint *value)
{
    guint first = at;

    *value = 0;
    while (at < first + digits_max && g_ascii_isdigit(get8(payload, at)))
        *value = *value * 10 + (guint)g_ascii_digit_value((char)get8(payload, at++));
    return at == first ? 0 : at;
}

/* redis.io, RESP: an array of bulk strings, of which the first is the command's name. */
static gboolean is_redis_command(const struct payload *payload)
{
    guint count, length, at;

    if (get8(payload, 0) != '*' || !(at = read_digits(payload, 1, 4, &count)) || count == 0 ||
        !LITERAL_AT(payload, at, "\r\n$") || !(at = read_digits(payload, at + 3, 2, &length)) || length < 3 ||
        !LITERAL_AT(payload, at, "\r\n") || !LITERAL_AT(payload, at + 2 + length, "\r\n"))
        return FALSE;
    for (guint i = 0; i < length; i++)
        if (!g_ascii_isalpha(payload->bytes[at + 2 + i]) && payload->bytes[at + 2 + i] != '.')
            return FALSE;
    return TRUE;
}

/* git, protocol-pack.txt: the line's length in four hexadecimal digits, then the request. */
static gboolean is_git_request(const struct payload *payload)
{
    guint length = 0;

    for (guint i = 0; i < 4; i++)
        if (!g_ascii_isxdigit(get8(payload, i)))
            return FALSE;
        else
            length = length * 16 + (guint)g_ascii_xdigit_value((char)get8(payload, i));
    return length == payload->length &&
           (LITERAL_AT(payload, 4, "git-upload-pack ") || LITERAL_AT(payload, 4, "git-receive-pack ") ||
            LITERAL_AT(payload, 4, "git-upload-archive "));
}

/* RFC 3164, 4.1.2: "Mmm dd hh:mm:ss" */
static gboolean is_old_timestamp(const struct payload *payload, guint at)
{
    static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    if (!has(payload, at + 15) || get8(payload, at + 3) != ' ' || get8(payload, at + 6) != ' ' ||
        get8(payload, at + 9) != ':' || get8(payload, at + 12) != ':')
        return FALSE;
    for (guint month = 0; month < 12; month++)
        if (memcmp(payload->bytes + at, MONTHS + 3 * month, 3) == 0)
            return TRUE;
    return FALSE;
}

/* RFC 5424, 6.2: "1 " and the date, of which the year's first digits are checked */
static gboolean is_new_timestamp(const struct payload *payload, guint at)
{
    return LITERAL_AT(payload, at, "1 20") && g_ascii_isdigit(get8(payload, at + 4)) &&
           g_ascii_isdigit(get8(payload, at + 5)) && get8(payload, at + 6) == '-' && get8(payload, at + 9) == '-' &&
           get8(payload, at + 12) == 'T';
}

static gboolean is_syslog(const struct payload *payload)
{
    enum { PRIORITY_MAX = 191 };
    guint priority, at;

    return get8(payload, 0) == '<' && (at = read_digits(payload, 1, 3, &priority)) && priority <= PRIORITY_MAX &&
           get8(payload, at) == '>' && (is_old_timestamp(payload, at + 1) || is_new_timestamp(payload, at + 1));
}

/* memcached, protocol.txt: the answer "VALUE key flags bytes" */
static gboolean is_memcached_value(const struct payload *payload, struct line line)
{
    guint at = 6, number;

    if (!starts_with(payload, "VALUE ") || !LITERAL_AT(payload, line.length, "\r\n"))
        return FALSE;
    while (at < line.length && line.text[at] != ' ')
        at++;
    if (at == 6 || !(at = read_digits(payload, at + 1, 10, &number)) || get8(payload, at) != ' ')
        return FALSE;
    return read_digits(payload, at + 1, 10, &number) == line.length;
}

/* The same over UDP: request id, sequence 0, one datagram in all, reserved 0 */
static gboolean is_memcached_datagram(const struct payload *payload)
{
    return LITERAL_AT(payload, 2, "\0\0\0\1\0\0") &&
           (LITERAL_AT(payload, 8, "stats") || LITERAL_AT(payload, 8, "get ") || LITERAL_AT(payload, 8, "gets ") ||
            LITERAL_AT(payload, 8, "version\r\n") || LITERAL_AT(payload, 8, "STAT ") || LITERAL_AT(payload, 8, "VALUE "));
}

/* RFC 3435, 3.2.2: "VERB number endpoint MGCP 1.0" */
static gboolean is_mgcp(const struct payload *payload, struct line line)
{
    guint number;
    guint at = line.length > 16 ? read_digits(payload, 5, 9, &number) : 0;

    for (guint i = 0; i < 4; i++)
        if (!g_ascii_isupper(get8(payload, i)))
            return FALSE;
    return at && get8(payload, 4) == ' ' && get8(payload, at) == ' ' && line_holds(line, " MGCP 1.0");
}

/* RFC 1350, 5: read or write request, file name, mode */
static gboolean is_tftp(const struct payload *payload)
{
    guint end = 2;

    if (get16(payload, 0) != 1 && get16(payload, 0) != 2)
        return FALSE;
    while (end < SCAN_MAX && has(payload, end + 1) && g_ascii_isprint(payload->bytes[end]))
        end++;
    return end > 2 && (LITERAL_AT(payload, end, "\0octet\0") || LITERAL_AT(payload, end, "\0netascii\0"));
}

/* What is known by its first line. */
static const struct line_shape {
    const char *application;
    guint8      transports;
    gboolean (*matches)(const struct payload *, struct line);
} LINE_SHAPES[] = {
    { "SMTP", OVER_TCP, is_smtp_hello },           { "FTP", OVER_TCP, is_ftp_auth },  { "POP3", OVER_TCP, is_pop3_command },
    { "IMAP", OVER_TCP, is_imap_command },         { "IRC", OVER_TCP, is_irc_reply }, { "IRC", OVER_TCP, is_irc_user },
    { "Memcached", OVER_TCP, is_memcached_value }, { "MGCP", OVER_UDP, is_mgcp },
};

static const char *match_line(const struct payload *payload, struct line line)
{
    guint8 transport = signature_transport(payload);

    for (guint i = 0; line.length > 0 && i < G_N_ELEMENTS(LINE_SHAPES); i++)
        if (LINE_SHAPES[i].transports & transport && LINE_SHAPES[i].matches(payload, line))
            return LINE_SHAPES[i].application;
    return NULL;
}

static const struct signature SHAPES[] = {
    { "Redis", OVER_TCP, is_redis_command },          { "Git", OVER_TCP, is_git_request }, { "Syslog", OVER_ANY, is_syslog },
    { "Memcached", OVER_UDP, is_memcached_datagram }, { "TFTP", OVER_UDP, is_tftp },
};

static const char *match_text(const struct payload *payload)
{
    struct line line = first_line(payload);
    const char *application = match_words(payload, line);

    if (!application)
        application = match_version(payload, line);
    return application ? application : match_line(payload, line);
}

/* Most payloads are none, and one byte tells. */
static gboolean may_be_text(guint8 first)
{
    enum { BITTORRENT_LENGTH = 19, SOURCE_ENGINE_MARK = 0xff };
    return g_ascii_isprint(first) || first == BITTORRENT_LENGTH || first == SOURCE_ENGINE_MARK;
}

const char *signatures_text(const struct payload *payload)
{
    const char *application = may_be_text(get8(payload, 0)) ? match_text(payload) : NULL;

    return application ? application : signature_first(SHAPES, G_N_ELEMENTS(SHAPES), payload);
}
