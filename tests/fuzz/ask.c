/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a viewer may ask of the stage: each line is a message. Every one is answered, and whatever
 * was asked, the stage can still be told and be taken down. */
#include <stdlib.h>
#include <string.h>

#include "sim/live/ask.h"
#include "sim/live/frame.h"
#include "sim/live/tell.h"
#include "tests/fuzz/fuzz.h"

#define MESSAGES 20
#define TURNS 5

static void on_history(struct history *H, char *text)
{
    (void)H;
    free(text);
}

/* A message in memory of its own size, so that nothing behind it is read unseen. */
static void one(struct stage *G, struct history *H, const char *message, size_t size)
{
    char *copy = malloc(size + (size == 0));
    struct ask_reply R;

    GS_ASSERT(copy != NULL);
    memcpy(copy, message, size);
    R = ask(G, H, copy, size);
    GS_ASSERT(R.history || R.text != NULL);
    free(R.text);
    free(copy);
    for (int i = 0; i < TURNS; i++)
        uv_run(G->loop, UV_RUN_NOWAIT);
}

static void look(const struct stage *G)
{
    struct vector bytes;

    vector_init(&bytes, 1);
    GS_ASSERT(frame_put(G, &bytes) == 0);
    vector_release(&bytes);
    free(tell_stage(G));
    free(tell_numbers(G));
}

static void session(struct stage *G, struct history *H, const char *s, size_t n)
{
    for (int i = 0; n > 0 && i < MESSAGES; i++) {
        const char *end = memchr(s, '\n', n);
        const size_t size = end != NULL ? (size_t)(end - s) : n;

        one(G, H, s, size < ASK_LONGEST ? size : ASK_LONGEST);
        s += size + (size < n);
        n -= size + (size < n);
    }
    look(G);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct gatesim_diagnostics *D = NULL;
    struct history H = {0};
    struct stage G;
    uv_loop_t loop;

    GS_ASSERT(uv_loop_init(&loop) == 0);
    GS_ASSERT(stage_init(&G, &loop) == 0 && history_init(&H, &loop, NULL, on_history) == 0);
    GS_ASSERT(stage_add(&G, FUZZ_GATE, NULL, 0, "gate", &D) == 0 && stage_begin(&G) == 0);
    session(&G, &H, (const char *)data, size);
    history_release(&H);
    stage_release(&G);
    uv_run(&loop, UV_RUN_DEFAULT);
    GS_ASSERT(uv_loop_close(&loop) == 0);
    return 0;
}
