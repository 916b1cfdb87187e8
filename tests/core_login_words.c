/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "login_words.h"

#include <string.h>

static enum login_answer answer(const char *application, const char *payload)
{
    return login_answer(login_protocol(application), (const guint8 *)payload, (guint)strlen(payload));
}

static gboolean is_try(const char *application, const char *payload, guint *protocol, guint32 *credential)
{
    *protocol = login_protocol(application);
    return login_is_try(protocol, (const guint8 *)payload, (guint)strlen(payload), credential);
}

static gboolean tries(const char *application, const char *payload)
{
    guint   protocol;
    guint32 credential;

    return is_try(application, payload, &protocol, &credential);
}

static void known(void)
{
    g_assert_cmpuint(login_protocol("SSH"), ==, LOGIN_SSH);
    g_assert_cmpuint(login_protocol("RDP"), ==, LOGIN_RDP);
    g_assert_cmpuint(login_protocol("HTTP"), ==, LOGIN_HTTP);
    g_assert_cmpuint(login_protocol("DNS"), ==, LOGIN_NONE);
    g_assert_cmpuint(login_protocol("Unknown"), ==, LOGIN_NONE);
    g_assert_true(login_is_encrypted(LOGIN_SSH));
    g_assert_false(login_is_encrypted(login_protocol("FTP")));
    g_assert_false(login_is_encrypted(LOGIN_NONE));
}

static void lines_of_text(void)
{
    g_assert_true(tries("FTP", "PASS secret\r\n"));
    g_assert_false(tries("FTP", "USER anna\r\n"));
    g_assert_cmpint(answer("FTP", "530 Login incorrect.\r\n"), ==, LOGIN_REFUSED);
    g_assert_cmpint(answer("FTP", "230 Welcome.\r\n"), ==, LOGIN_ACCEPTED);
    g_assert_cmpint(answer("FTP", "331 Password required\r\n"), ==, LOGIN_NO_ANSWER);
    g_assert_cmpint(answer("FTP", "53"), ==, LOGIN_NO_ANSWER);
    g_assert_cmpint(answer("SMTP", "535 5.7.8 Error\r\n"), ==, LOGIN_REFUSED);
    g_assert_cmpint(answer("POP3", "-ERR wrong\r\n"), ==, LOGIN_REFUSED);
    g_assert_true(tries("IMAP", "a001 login anna secret\r\n"));
    g_assert_false(tries("IMAP", "a002 SELECT INBOX\r\n"));
    g_assert_cmpint(answer("IMAP", "a001 NO wrong\r\n"), ==, LOGIN_REFUSED);
    g_assert_cmpint(answer("IMAP", "a001 OK\r\n"), ==, LOGIN_ACCEPTED);
    g_assert_cmpint(answer("IMAP", "* NO quota is full\r\n"), ==, LOGIN_NO_ANSWER);
    g_assert_cmpint(answer("Telnet", "\r\nLogin incorrect\r\nlogin: "), ==, LOGIN_REFUSED);
    g_assert_cmpint(answer("Telnet", "login: "), ==, LOGIN_NO_ANSWER);
}

static void basic_authentication(void)
{
    guint   protocol;
    guint32 one, same, other;

    g_assert_true(is_try("HTTP", "GET / HTTP/1.1\r\nauthorization: basic YTpi\r\nA: 1\r\n\r\n", &protocol, &one));
    g_assert_cmpuint(protocol, ==, LOGIN_HTTP);
    g_assert_true(is_try("HTTP", "GET /x HTTP/1.0\r\nHost: h\r\nAuthorization: Basic YTpi\r\n\r\n", &protocol, &same));
    g_assert_true(is_try("HTTP", "GET / HTTP/1.1\r\nAuthorization: Basic YTpj", &protocol, &other));
    g_assert_cmpuint(one, !=, 0);
    g_assert_cmpuint(one, ==, same);
    g_assert_cmpuint(one, !=, other);
    g_assert_false(tries("HTTP", "GET / HTTP/1.1\r\nAuthorization: Bearer YTpi\r\n\r\n"));
    g_assert_cmpint(answer("HTTP", "HTTP/1.1 401 Unauthorized\r\n"), ==, LOGIN_REFUSED);
    g_assert_cmpint(answer("HTTP", "HTTP/1.1 200 OK\r\n"), ==, LOGIN_ACCEPTED);
    g_assert_cmpint(answer("HTTP", "HTTP/1.1 404 Not Found\r\n"), ==, LOGIN_NO_ANSWER);
    g_assert_cmpint(answer("HTTP", "HTTP/1.1 40"), ==, LOGIN_NO_ANSWER);
}

static void forms(void)
{
    guint   protocol;
    guint32 credential;

    g_assert_true(is_try("HTTP", "POST /login HTTP/1.0\r\nHost: h\r\n\r\nuser=anna&Password=x", &protocol, &credential));
    g_assert_cmpuint(protocol, ==, LOGIN_FORM);
    g_assert_cmpuint(credential, !=, 0);
    g_assert_false(tries("HTTP", "POST /search HTTP/1.0\r\nHost: h\r\n\r\nq=password"));
    g_assert_false(tries("HTTP", "GET /login?password=x HTTP/1.0\r\nHost: h\r\n\r\n"));
    g_assert_cmpint(login_answer(LOGIN_FORM, (const guint8 *)"HTTP/1.1 200", 12), ==, LOGIN_REFUSED);
    g_assert_cmpint(login_answer(LOGIN_FORM, (const guint8 *)"HTTP/1.1 302", 12), ==, LOGIN_ACCEPTED);
    g_assert_cmpint(login_answer(LOGIN_FORM, (const guint8 *)"HTTP/1.1 100", 12), ==, LOGIN_NO_ANSWER);
    g_assert_cmpint(login_answer(LOGIN_FORM, (const guint8 *)"HTTP/1.1 503", 12), ==, LOGIN_NO_ANSWER);
}

/* MS-SMB2 2.2.1: behind NetBIOS's 4 bytes and "\xfeSMB" the size 64, the credit charge, the status, the command. */
static void smb(void)
{
    guint8 setup[68] = { 0, 0, 0, 64, 0xfe, 'S', 'M', 'B', 64, 0, 0, 0, 0x6d, 0, 0, 0xc0, 1, 0 };
    guint  protocol = login_protocol("SMB2");

    g_assert_cmpint(login_answer(protocol, setup, sizeof setup), ==, LOGIN_REFUSED);
    g_assert_cmpint(login_answer(protocol, setup, 17), ==, LOGIN_NO_ANSWER);
    setup[12] = 0x16; /* more processing required */
    g_assert_cmpint(login_answer(protocol, setup, sizeof setup), ==, LOGIN_NO_ANSWER);
    memset(setup + 12, 0, 4);
    g_assert_cmpint(login_answer(protocol, setup, sizeof setup), ==, LOGIN_ACCEPTED);
    setup[16] = 3; /* tree connect */
    g_assert_cmpint(login_answer(protocol, setup, sizeof setup), ==, LOGIN_NO_ANSWER);
}

static void other_bytes(void)
{
    static const guint8 REFUSED[] = { 0, 0, 0, 1 }, DENIED[] = { 0x48, 0, 0, 2, 0xff, 0x15, 0x04 },
                        TABLE[] = { 0x48, 0, 0, 1, 0xff, 0x7a, 0x04 };

    g_assert_cmpint(login_answer(login_protocol("VNC"), REFUSED, sizeof REFUSED), ==, LOGIN_REFUSED);
    g_assert_cmpint(login_answer(login_protocol("VNC"), REFUSED, 3), ==, LOGIN_NO_ANSWER);
    g_assert_cmpint(login_answer(login_protocol("MySQL"), DENIED, sizeof DENIED), ==, LOGIN_REFUSED);
    g_assert_cmpint(login_answer(login_protocol("MySQL"), TABLE, sizeof TABLE), ==, LOGIN_NO_ANSWER);
    g_assert_cmpint(login_answer(login_protocol("MySQL"), NULL, 0), ==, LOGIN_NO_ANSWER);
}

/* Whatever is cut off is not read: the sanitizers watch. */
static void cut_off(void)
{
    static const char WHOLE[] = "POST / HTTP/1.1\r\nAuthorization: Basic YTpi\r\n\r\npassword=x";
    guint32           credential;

    for (guint protocol = 0; protocol <= login_protocol("PostgreSQL"); protocol++)
        for (guint length = 0; length < sizeof WHOLE; length++) {
            guint8 *copy = g_memdup2(WHOLE, length);
            guint   tried = protocol;
            login_is_try(&tried, copy, length, &credential);
            login_answer(protocol, copy, length);
            g_free(copy);
        }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/login_words/known", known);
    g_test_add_func("/login_words/lines_of_text", lines_of_text);
    g_test_add_func("/login_words/basic_authentication", basic_authentication);
    g_test_add_func("/login_words/forms", forms);
    g_test_add_func("/login_words/smb", smb);
    g_test_add_func("/login_words/other_bytes", other_bytes);
    g_test_add_func("/login_words/cut_off", cut_off);
    return g_test_run();
}
