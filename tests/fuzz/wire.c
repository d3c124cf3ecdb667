/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes over the wire to the server of the live view. The first byte says how: as bytes of
 * HTTP, or behind a proper handshake as frames of a WebSocket, proper ones or any bytes. The
 * server lives on; after each input its session is as it was at first. */
#include "sim/live/server.c" /* the server without its listening loop */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/fuzz/again.h"

#define TURNS 40
#define SILENT 4 /* so many turns without a word: it is at rest */
#define PIECES 16
#define FUZZ_TOKEN "0123456789abcdef0123456789abcdef"

static struct live *server(void)
{
    static const char text[] = "<meta http-equiv=\"Content-Security-Policy\" content=\"x\">page";
    static const struct web_page page = {"live", (const unsigned char *)text, sizeof text - 1, 0,
                                         0};
    static struct live *L; /* of the fuzzer, not of the program */
    static const struct live_options O = {.bind = LIVE_LOOPBACK, .port = 0, .pace = 60};
    struct gatesim_diagnostics *D = NULL;

    if (L != NULL)
        return L;
    GS_ASSERT(live_create(&L) == 0 && live_add(L, FUZZ_GATE, NULL, 0, "gate", NULL, &D) == 0);
    GS_ASSERT(access_init(&L->access, O.bind, false) == 0);
    memcpy(L->access.token, FUZZ_TOKEN, sizeof FUZZ_TOKEN);
    GS_ASSERT(history_init(&L->history, &L->loop, L, clients_history) == 0);
    L->page = &page;
    http_policy(L);
    start(L);
    for (int i = 0; i < 2; i++) /* a signal ends the fuzzer, not its server */
        uv_signal_stop(&L->signals[i]);
    GS_ASSERT(listen_there(L, &O) == 0 && session_begin(&L->session) == 0);
    return L;
}

/* connected(fd, to): a call that a signal breaks off goes on by itself. */
static bool connected(int fd, const struct sockaddr_in *to)
{
    while (connect(fd, (const struct sockaddr *)to, sizeof *to) != 0)
        if (errno != EINTR && errno != EALREADY)
            return errno == EISCONN;
    return true;
}

static int dial(const struct live *L)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)L->access.port)};
    const struct linger at_once = {1, 0}; /* no port is left waiting */
    const int fd = socket(AF_INET, SOCK_STREAM, 0);

    inet_pton(AF_INET, LIVE_LOOPBACK, &to.sin_addr);
    if (fd < 0 || !connected(fd, &to))
        GS_BUG("no connection to the server: %s", strerror(errno));
    GS_ASSERT(setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) == 0);
    GS_ASSERT(fcntl(fd, F_SETFL, O_NONBLOCK) == 0);
    return fd;
}

/* Let the server work until it is at rest or has gone; what it says is read and dropped. */
static void let_work(struct live *L, int fd)
{
    static char heard[1 << 16];

    for (int i = 0, silent = 0; i < TURNS && silent < SILENT; i++) {
        ssize_t n;

        uv_run(&L->loop, UV_RUN_NOWAIT);
        n = read(fd, heard, sizeof heard);
        if (n == 0)
            return;
        silent = n < 0 && L->session.mode != SESSION_GOING ? silent + 1 : 0;
    }
}

static void say(struct live *L, int fd, const void *bytes, size_t size)
{
    if (size > 0 && send(fd, bytes, size, MSG_NOSIGNAL) >= 0)
        let_work(L, fd);
}

static void shake_hands(struct live *L, int fd)
{
    char text[400];
    const int n = snprintf(text, sizeof text,
                           "GET /?token=" FUZZ_TOKEN
                           " HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n"
                           "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                           "Sec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Protocol: gatesim-live\r\n\r\n",
                           L->access.port, L->access.port);

    say(L, fd, text, (size_t)n);
}

/* A frame of a message: final, of text, with a mask of zeros. */
static void send_frame(struct live *L, int fd, const uint8_t *s, size_t n)
{
    uint8_t frame[8 + 4096] = {0x81, 0x80 | 126, (uint8_t)(n >> 8), (uint8_t)n};

    memcpy(frame + 8, s, n);
    if (n < 126) {
        frame[1] = (uint8_t)(0x80 | n);
        memmove(frame + 2, frame + 4, 4 + n);
    }
    say(L, fd, frame, n + (n < 126 ? 6 : 8));
}

static void frames(struct live *L, int fd, const uint8_t *s, size_t n)
{
    for (int i = 0; n > 0 && i < PIECES; i++) {
        const uint8_t *end = memchr(s, '\n', n);
        const size_t size = end != NULL ? (size_t)(end - s) : n;

        send_frame(L, fd, s, size < 4096 ? size : 4096);
        s += size + (size < n);
        n -= size + (size < n);
    }
}

/* HTTP, in which the port that a seed cannot know is written as 00000. */
static void request(struct live *L, int fd, const uint8_t *s, size_t n)
{
    char *copy = malloc(n + 1), *at, port[6];

    GS_ASSERT(copy != NULL);
    memcpy(copy, s, n);
    copy[n] = '\0';
    snprintf(port, sizeof port, "%05d", L->access.port);
    for (at = copy; strlen(copy) == n && (at = strstr(at, "00000")) != NULL;)
        memcpy(at, port, 5);
    say(L, fd, copy, n);
    free(copy);
}

static void tidy(struct live *L)
{
    for (int i = 0; i < TURNS && L->client_count > 0; i++)
        uv_run(&L->loop, UV_RUN_NOWAIT);
    fuzz_again(&L->session);
    GS_ASSERT(L->connections.count < 100);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct live *L = server();
    int fd;

    if (size == 0)
        return 0;
    fd = dial(L);
    if (data[0] % 3 > 0)
        shake_hands(L, fd);
    if (data[0] % 3 == 0)
        request(L, fd, data + 1, size - 1);
    else if (data[0] % 3 == 1)
        frames(L, fd, data + 1, size - 1);
    else
        say(L, fd, data + 1, size - 1);
    close(fd);
    tidy(L);
    return 0;
}
