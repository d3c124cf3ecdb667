/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a viewer may ask of the session: each line is a message. Every one is answered, and whatever
 * was asked, the session can still be told and be taken down. */
#include <stdlib.h>
#include <string.h>

#include "sim/live/frame.h"
#include "sim/live/messages.h"
#include "sim/live/requests_json.h"
#include "tests/fuzz/again.h"

#define MESSAGES 20
#define TURNS 5

static void on_history(struct history *H, char *text)
{
    (void)H;
    free(text);
}

/* A message in memory of its own size, so that nothing behind it is read unseen. */
static void one(struct session *G, struct history *H, const char *message, size_t size)
{
    char *copy = malloc(size + (size == 0));
    struct request_reply R;

    GS_ASSERT(copy != NULL);
    memcpy(copy, message, size);
    R = request_serve(G, H, copy, size);
    GS_ASSERT(R.history || R.text != NULL);
    free(R.text);
    free(copy);
    for (int i = 0; i < TURNS; i++)
        uv_run(G->loop, UV_RUN_NOWAIT);
}

static void look(const struct session *G)
{
    struct vector bytes;

    vector_init(&bytes, 1);
    GS_ASSERT(frame_put(G, &bytes) == 0);
    vector_release(&bytes);
    free(message_session(G));
    free(message_numbers(G));
}

static void serve_all(struct session *G, struct history *H, const char *s, size_t n)
{
    for (int i = 0; n > 0 && i < MESSAGES; i++) {
        const char *end = memchr(s, '\n', n);
        const size_t size = end != NULL ? (size_t)(end - s) : n;

        one(G, H, s, size < REQUEST_LONGEST ? size : REQUEST_LONGEST);
        s += size + (size < n);
        n -= size + (size < n);
    }
    look(G);
}

/* A session on a loop of its own. */
struct house {
    uv_loop_t loop;
    struct session session;
    struct history history;
};

static struct house *house_open(void)
{
    struct gatesim_diagnostics *D = NULL;
    struct house *H = calloc(1, sizeof *H);

    GS_ASSERT(H != NULL && uv_loop_init(&H->loop) == 0 && session_init(&H->session, &H->loop) == 0);
    GS_ASSERT(history_init(&H->history, &H->loop, NULL, on_history) == 0);
    GS_ASSERT(session_add(&H->session, FUZZ_GATE, NULL, 0, "gate", NULL, &D) == 0);
    GS_ASSERT(session_begin(&H->session) == 0);
    return H;
}

static void house_close(struct house *H)
{
    history_release(&H->history);
    session_release(&H->session);
    uv_run(&H->loop, UV_RUN_DEFAULT);
    GS_ASSERT(uv_loop_close(&H->loop) == 0);
    free(H);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct house *H; /* of the fuzzer, not of the program */

    if (H == NULL)
        H = house_open();
    serve_all(&H->session, &H->history, (const char *)data, size);
    if (size % 8 == 0) { /* as it was left, with all that is under way */
        house_close(H);
        H = NULL;
        return 0;
    }
    while (H->history.busy)
        uv_run(&H->loop, UV_RUN_NOWAIT);
    fuzz_again(&H->session);
    return 0;
}
