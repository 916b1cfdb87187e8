/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "login_words.h"

#include <string.h>

#include "seeded_hash.h"

struct bytes {
    const guint8 *at;
    guint         length;
};

/* ---- text ---- */

static gboolean begins(const struct bytes *text, const char *word)
{
    guint length = (guint)strlen(word);

    return text->length >= length && g_ascii_strncasecmp((const char *)text->at, word, length) == 0;
}

/* The place of a character, or `count` where there is none. The heads of requests are long: who looks for the end of a
 * line in them is helped by memchr(). */
static guint find_character(const guint8 *at, guint count, char character)
{
    const guint8 *found = g_ascii_isalpha(character) ? NULL : memchr(at, character, count);
    guint         i = 0;

    if (!g_ascii_isalpha(character))
        return found ? (guint)(found - at) : count;
    while (i < count && g_ascii_tolower((char)at[i]) != g_ascii_tolower(character))
        i++;
    return i;
}

/* From there on, or NULL. Looks at the first HEAD bytes only. */
static const guint8 *find(const struct bytes *text, const char *word)
{
    enum { HEAD = 1024 };
    guint length = (guint)strlen(word), end = MIN(text->length, HEAD);

    for (guint i = 0; i + length <= end; i++) {
        i += find_character(text->at + i, end - i, word[0]);
        if (i + length <= end && g_ascii_strncasecmp((const char *)text->at + i, word, length) == 0)
            return text->at + i;
    }
    return NULL;
}

/* Behind the tag of an IMAP line (RFC 9051, 2.2.1). */
static gboolean follows_tag(const struct bytes *line, const char *word)
{
    enum { TAG_MAX = 32 };
    const guint8 *space = memchr(line->at, ' ', MIN(line->length, TAG_MAX));

    if (!space || *line->at == '*' || *line->at == '+')
        return FALSE;

    struct bytes rest = { space + 1, line->length - (guint)(space + 1 - line->at) };
    return begins(&rest, word);
}

/* ---- tries ---- */

static gboolean tries_pass(const struct bytes *payload, guint32 *credential)
{
    (void)credential;
    return begins(payload, "PASS ") || begins(payload, "AUTH ");
}

static gboolean tries_imap(const struct bytes *payload, guint32 *credential)
{
    (void)credential;
    return follows_tag(payload, "LOGIN ") || follows_tag(payload, "AUTHENTICATE ");
}

static guint32 hash_of(const guint8 *at, gsize length)
{
    return MAX(1, stable_hash(at, length));
}

static gboolean tries_http(const struct bytes *payload, guint32 *credential)
{
    static const char HEADER[] = "\nAuthorization: Basic ";
    const guint8     *header = find(payload, HEADER);

    if (!header)
        return FALSE;

    const guint8 *value = header + strlen(HEADER);
    guint         length = payload->length - (guint)(value - payload->at);
    const guint8 *end = memchr(value, '\r', length);
    *credential = hash_of(value, end ? (gsize)(end - value) : length);
    return TRUE;
}

/* A body, in the same segment as the head, with a field that is called after a password. */
static gboolean tries_form(const struct bytes *payload, guint32 *credential)
{
    static const char *const FIELDS[] = { "password=", "passwd=", "passwort=", "pass=", "pwd=", "psw=" };
    static const char        BODY[] = "\r\n\r\n";
    const guint8            *head = begins(payload, "POST ") ? find(payload, BODY) : NULL;

    if (!head)
        return FALSE;

    struct bytes body = { head + strlen(BODY), payload->length - (guint)(head + strlen(BODY) - payload->at) };
    *credential = hash_of(body.at, body.length);
    for (guint i = 0; i < G_N_ELEMENTS(FIELDS); i++)
        if (find(&body, FIELDS[i]))
            return TRUE;
    return FALSE;
}

/* The answer to the challenge (RFC 6143, 7.2.2). */
static gboolean tries_vnc(const struct bytes *payload, guint32 *credential)
{
    (void)credential;
    return payload->length == 16;
}

/* ---- answers ---- */

static enum login_answer answer_of(gboolean is_refused, gboolean is_accepted)
{
    return is_refused ? LOGIN_REFUSED : is_accepted ? LOGIN_ACCEPTED : LOGIN_NO_ANSWER;
}

static enum login_answer answer_ftp(const struct bytes *payload)
{
    return answer_of(begins(payload, "530"), begins(payload, "230"));
}

static enum login_answer answer_smtp(const struct bytes *payload)
{
    return answer_of(begins(payload, "535"), begins(payload, "235"));
}

static enum login_answer answer_pop(const struct bytes *payload)
{
    return answer_of(begins(payload, "-ERR"), begins(payload, "+OK"));
}

static enum login_answer answer_imap(const struct bytes *payload)
{
    return answer_of(follows_tag(payload, "NO"), follows_tag(payload, "OK"));
}

static gboolean read_status(const struct bytes *payload, guint *status)
{
    static const char VERSION[] = "HTTP/1.1 ";
    const guint       length = sizeof VERSION - 1;

    if (!begins(payload, "HTTP/1.") || payload->length < length + 3)
        return FALSE;
    *status = 0;
    for (guint i = 0; i < 3; i++)
        *status = *status * 10 + (payload->at[length + i] - '0') % 10U;
    return TRUE;
}

enum { CONTINUE_END = 200, OK = 200, REDIRECTIONS = 300, UNAUTHORIZED = 401, FORBIDDEN = 403, UNPROCESSABLE = 422 };

static enum login_answer answer_http(const struct bytes *payload)
{
    guint status;

    if (!read_status(payload, &status) || status < CONTINUE_END)
        return LOGIN_NO_ANSWER;
    return answer_of(status == UNAUTHORIZED, status < REDIRECTIONS + 100);
}

/* Who gave the right password is sent on to another page, who did not gets the form again. */
static enum login_answer answer_form(const struct bytes *payload)
{
    guint status;

    if (!read_status(payload, &status) || status < CONTINUE_END)
        return LOGIN_NO_ANSWER;
    return answer_of(status == OK || status == UNAUTHORIZED || status == FORBIDDEN || status == UNPROCESSABLE,
                     status >= REDIRECTIONS && status < REDIRECTIONS + 100);
}

/* What login(1) and the shells of small devices say. */
static enum login_answer answer_telnet(const struct bytes *payload)
{
    static const char *const REFUSALS[] = { "login incorrect",    "login failed",  "login invalid",        "bad password",
                                            "incorrect password", "access denied", "authentication failed" };
    enum { SHORT = 256 };

    for (guint i = 0; i < G_N_ELEMENTS(REFUSALS) && payload->length <= SHORT; i++)
        if (find(payload, REFUSALS[i]))
            return LOGIN_REFUSED;
    return answer_of(FALSE, payload->length <= SHORT && find(payload, "last login"));
}

static guint32 little_endian32(const guint8 *at)
{
    return at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

/* MS-CIFS 2.2.3.1, MS-SMB2 2.2.1, behind the four bytes of NetBIOS; the statuses of MS-ERREF. */
static enum login_answer answer_smb(const struct bytes *payload)
{
    static const guint32 REFUSALS[] = { 0xc000006d /* logon failure */, 0xc000006a /* wrong password */,
                                        0xc0000064 /* no such user */, 0xc0000234 /* locked out */ };
    enum { NETBIOS = 4, HEADERS = 18, SETUP1 = 0x73, SETUP2 = 1 };
    const guint8 *header = payload->at + NETBIOS;
    guint32       status;

    if (payload->length < HEADERS)
        return LOGIN_NO_ANSWER;
    if (memcmp(header, "\xffSMB", 4) == 0 && header[4] == SETUP1)
        status = little_endian32(header + 5);
    else if (memcmp(header, "\xfeSMB", 4) == 0 && header[12] == SETUP2 && header[13] == 0)
        status = little_endian32(header + 8);
    else
        return LOGIN_NO_ANSWER;
    for (guint i = 0; i < G_N_ELEMENTS(REFUSALS); i++)
        if (status == REFUSALS[i])
            return LOGIN_REFUSED;
    return answer_of(FALSE, status == 0);
}

/* SecurityResult (RFC 6143, 7.1.3). */
static enum login_answer answer_vnc(const struct bytes *payload)
{
    gboolean is_result = payload->length >= 4 && memcmp(payload->at, "\0\0\0", 3) == 0;

    return answer_of(is_result && payload->at[3] >= 1 && payload->at[3] <= 2, is_result && payload->at[3] == 0);
}

/* ERR_Packet with 1045, "access denied"; OK_Packet in answer to the log-in, the third packet. */
static enum login_answer answer_mysql(const struct bytes *payload)
{
    enum { HEADER = 4, ERROR = 0xff };
    const guint8 *at = payload->at;

    if (payload->length < HEADER + 3)
        return LOGIN_NO_ANSWER;
    return answer_of(at[HEADER] == ERROR && at[HEADER + 1] == 0x15 && at[HEADER + 2] == 0x04,
                     at[HEADER] == 0 && at[3] >= 2 && at[3] <= 4);
}

/* ErrorResponse with SQLSTATE 28P01, wrong password, or AuthenticationOk. */
static enum login_answer answer_postgresql(const struct bytes *payload)
{
    return answer_of(begins(payload, "E") && find(payload, "C28P01"),
                     payload->length >= 9 && memcmp(payload->at, "R\0\0\0\x08\0\0\0\0", 9) == 0);
}

/* ---- protocols ---- */

static const struct protocol {
    const char *application;
    gboolean (*is_try)(const struct bytes *, guint32 *credential); /* NULL: it need not be seen */
    enum login_answer (*answer)(const struct bytes *);             /* NULL: encrypted */
    gboolean is_for_good;
} PROTOCOLS[] = {
    [LOGIN_SSH - 1] = { "SSH", NULL, NULL, TRUE },
    [LOGIN_RDP - 1] = { "RDP", NULL, NULL, TRUE },
    [LOGIN_HTTP - 1] = { "HTTP", tries_http, answer_http, FALSE },
    [LOGIN_FORM - 1] = { "", tries_form, answer_form, FALSE },
    { "FTP", tries_pass, answer_ftp, TRUE },
    { "SMTP", tries_pass, answer_smtp, TRUE },
    { "POP3", tries_pass, answer_pop, TRUE },
    { "IMAP", tries_imap, answer_imap, TRUE },
    { "HTTP Proxy", tries_http, answer_http, FALSE },
    { "Telnet", NULL, answer_telnet, TRUE },
    { "SMB", NULL, answer_smb, FALSE },
    { "SMB2", NULL, answer_smb, FALSE },
    { "VNC", tries_vnc, answer_vnc, TRUE },
    { "MySQL", NULL, answer_mysql, TRUE },
    { "PostgreSQL", NULL, answer_postgresql, TRUE },
};

G_STATIC_ASSERT(G_N_ELEMENTS(PROTOCOLS) <= LOGIN_PROTOCOLS_MAX);

guint login_protocol(const char *application)
{
    for (guint i = 0; i < G_N_ELEMENTS(PROTOCOLS); i++)
        if (*PROTOCOLS[i].application == *application && strcmp(PROTOCOLS[i].application, application) == 0)
            return i + 1;
    return LOGIN_NONE;
}

gboolean login_is_for_good(guint protocol)
{
    return protocol > 0 && PROTOCOLS[protocol - 1].is_for_good;
}

gboolean login_is_encrypted(guint protocol)
{
    return protocol > 0 && !PROTOCOLS[protocol - 1].answer;
}

gboolean login_needs_try(guint protocol)
{
    return protocol > 0 && PROTOCOLS[protocol - 1].is_try != NULL;
}

static gboolean is_try(guint protocol, const struct bytes *payload, guint32 *credential)
{
    *credential = 0;
    return login_needs_try(protocol) && payload->length > 0 && PROTOCOLS[protocol - 1].is_try(payload, credential);
}

gboolean login_is_try(guint *protocol, const guint8 *payload, guint length, guint32 *credential)
{
    static const guint OTHER[] = { [LOGIN_HTTP] = LOGIN_FORM, [LOGIN_FORM] = LOGIN_HTTP };
    struct bytes       bytes = { payload, length };
    guint              other = *protocol < G_N_ELEMENTS(OTHER) ? OTHER[*protocol] : LOGIN_NONE;

    if (is_try(*protocol, &bytes, credential))
        return TRUE;
    if (!is_try(other, &bytes, credential))
        return FALSE;
    *protocol = other;
    return TRUE;
}

enum login_answer login_answer(guint protocol, const guint8 *payload, guint length)
{
    struct bytes bytes = { payload, length };

    return protocol == 0 || login_is_encrypted(protocol) || length == 0 ? LOGIN_NO_ANSWER :
                                                                          PROTOCOLS[protocol - 1].answer(&bytes);
}
