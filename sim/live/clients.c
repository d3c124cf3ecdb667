/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing is queued for a client but replies to what it asked, a few; frames and numbers are made
 * once for all and given to whoever has room for them, the newest only. */
#include <stdlib.h>
#include <string.h>

#include "sim/live/frame.h"
#include "sim/live/messages.h"
#include "sim/live/server_private.h"

#define ASKED_MOST 100  /* messages of one client a second */
#define FLAT_OUT_MS 100 /* between frames, when there is no pace to follow */
#define NUMBERS_MS 500
#define SHARE 400 /* telling takes one part in so many of the time, at most, or two */

/* Bytes for clients, with the room before them that libwebsockets wants. */
struct parcel {
    unsigned users;
    size_t size;
    unsigned char *bytes; /* LWS_PRE in front are its */
};

static struct parcel *parcel_make(const void *bytes, size_t size)
{
    struct parcel *P = bytes == NULL ? NULL : malloc(sizeof *P);

    if (P == NULL)
        return NULL;
    *P = (struct parcel){.users = 1, .size = size, .bytes = malloc(LWS_PRE + size + 1)};
    if (P->bytes == NULL) {
        free(P);
        return NULL;
    }
    memcpy(P->bytes + LWS_PRE, bytes, size);
    return P;
}

static void parcel_drop(struct parcel *P)
{
    if (P == NULL || --P->users > 0)
        return;
    free(P->bytes);
    free(P);
}

/* parcel_text(text): takes text, which may be NULL. */
static struct parcel *parcel_text(char *text)
{
    struct parcel *P = text == NULL ? NULL : parcel_make(text, strlen(text));

    free(text);
    return P;
}

static void wake(struct live *L)
{
    for (struct client *C = L->clients; C != NULL; C = C->next)
        lws_callback_on_writable(C->wsi);
}

/* publish(L, kind, P): the newest of its kind; NULL, without memory, leaves the one before. */
static void publish(struct live *L, unsigned kind, struct parcel *P)
{
    if (P == NULL)
        return;
    parcel_drop(L->news[kind]);
    L->news[kind] = P;
    L->number[kind]++;
}

/* next_after(begin, least): when that may be made again which was begun then and is made now. */
static uint64_t next_after(uint64_t begin, uint64_t least_ms)
{
    const uint64_t least = least_ms * 1000000, share = (uv_hrtime() - begin) * SHARE;

    return begin + (share > least ? share : least);
}

static void publish_frame(struct live *L)
{
    const uint64_t begin = uv_hrtime();
    struct vector bytes;

    vector_init(&bytes, 1);
    if (frame_put(&L->session, &bytes) == 0)
        publish(L, NEWS_FRAME, parcel_make(bytes.items, bytes.count));
    vector_release(&bytes);
    L->clock = session_clock(&L->session);
    L->mode = L->session.mode;
    L->frame_next = next_after(begin, L->session.pace > 0 ? 0 : FLAT_OUT_MS);
}

static void publish_numbers(struct live *L)
{
    const uint64_t begin = uv_hrtime();

    publish(L, NEWS_NUMBERS, parcel_text(message_numbers(&L->session)));
    L->numbers_next = next_after(begin, L->session.pace > 0 ? NUMBERS_MS : 2 * NUMBERS_MS);
}

void clients_refresh(struct live *L, bool all)
{
    const bool turned = L->session.mode != L->mode, again = L->session.run != L->run;
    const bool moved = session_clock(&L->session) != L->clock;
    const uint64_t now = uv_hrtime();

    if (L->clients == NULL)
        return;
    if (again || L->news[NEWS_SESSION] == NULL)
        publish(L, NEWS_SESSION, parcel_text(message_session(&L->session)));
    L->run = L->session.run;
    all = all || again || turned;
    if (all || (moved && now >= L->numbers_next))
        publish_numbers(L);
    if (all || (moved && now >= L->frame_next))
        publish_frame(L);
    if (all || moved)
        wake(L);
}

void clients_forget(struct live *L)
{
    for (unsigned i = 0; i < NEWS; i++)
        parcel_drop(L->news[i]);
}

int client_open(struct live *L, struct client *C, struct lws *wsi)
{
    if (L->client_count == CLIENTS_MOST)
        return -1;
    *C = (struct client){.wsi = wsi, .L = L, .next = L->clients};
    L->clients = C;
    L->client_count++;
    clients_refresh(L, true);
    return 0;
}

void client_close(struct live *L, struct client *C)
{
    struct client **at = &L->clients;

    while (*at != NULL && *at != C)
        at = &(*at)->next;
    if (*at == NULL)
        return; /* it was never let in */
    *at = C->next;
    L->client_count--;
    for (unsigned i = 0; i < C->waiting; i++)
        parcel_drop(C->replies[i]);
    C->waiting = 0;
    if (L->asker != C)
        return;
    history_stop(&L->history);
    L->asker = NULL;
}

/* crowded(C): whether there is no place for one more reply; that of a truck that is being looked up
 * has its own already. */
static bool crowded(const struct client *C)
{
    return C->waiting + (C->L->asker == C) >= REPLIES_MOST;
}

/* client_reply(C, text): takes text, for which there is a place. */
static void client_reply(struct client *C, char *text)
{
    struct parcel *P = parcel_text(text);

    if (P == NULL)
        return;
    C->replies[C->waiting++] = P;
    lws_callback_on_writable(C->wsi);
}

void clients_history(struct history *H, char *text)
{
    struct live *L = H->user;

    client_reply(L->asker, text);
    L->asker = NULL;
}

/* too_often(C): whether it asks more than one may. */
static bool too_often(struct client *C)
{
    const uint64_t now = uv_now(&C->L->loop);

    if (now - C->asked_since >= 1000) {
        C->asked_since = now;
        C->asked = 0;
    }
    return ++C->asked > ASKED_MOST;
}

/* refuse(C, why): turn it out; nothing may be sent behind the message that says so. */
static int refuse(struct client *C, enum lws_close_status why)
{
    C->refused = true;
    lws_close_reason(C->wsi, why, NULL, 0);
    return -1;
}

int client_heard(struct client *C, const void *in, size_t size)
{
    struct live *L = C->L;
    struct request_reply R;

    if (C->refused)
        return -1;
    if (C->size + size + lws_remaining_packet_payload(C->wsi) > REQUEST_LONGEST)
        return refuse(C, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE);
    memcpy(C->message + C->size, in, size);
    C->size += size;
    if (!lws_is_final_fragment(C->wsi) || lws_remaining_packet_payload(C->wsi) > 0)
        return 0;
    if (lws_frame_is_binary(C->wsi))
        return refuse(C, LWS_CLOSE_STATUS_UNACCEPTABLE_OPCODE);
    if (too_often(C) || crowded(C))
        return refuse(C, LWS_CLOSE_STATUS_POLICY_VIOLATION);
    R = request_serve(&L->session, &L->history, C->message, C->size);
    C->size = 0;
    L->asked = L->asked || R.changed;
    if (R.history)
        L->asker = C;
    else
        client_reply(C, R.text);
    return 0;
}

static int send_parcel(const struct client *C, struct parcel *P, enum lws_write_protocol as)
{
    P->users++;
    const int sent = lws_write(C->wsi, P->bytes + LWS_PRE, P->size, as);

    parcel_drop(P);
    return sent < 0 ? -1 : 0;
}

/* client_next(C): one thing that it has not got. */
static int client_next(struct client *C)
{
    struct live *L = C->L;

    if (C->waiting > 0) {
        struct parcel *P = C->replies[0];
        const int status = send_parcel(C, P, LWS_WRITE_TEXT);

        memmove(C->replies, C->replies + 1, --C->waiting * sizeof *C->replies);
        /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): send_parcel drops its own share alone. */
        parcel_drop(P);
        return status;
    }
    for (unsigned i = 0; i < NEWS; i++)
        if (L->news[i] != NULL && C->seen[i] != L->number[i]) {
            C->seen[i] = L->number[i];
            return send_parcel(C, L->news[i], i == NEWS_FRAME ? LWS_WRITE_BINARY : LWS_WRITE_TEXT);
        }
    return 0;
}

static bool client_wants(const struct client *C)
{
    bool wants = C->waiting > 0;

    for (unsigned i = 0; i < NEWS; i++)
        wants = wants || (C->L->news[i] != NULL && C->seen[i] != C->L->number[i]);
    return wants;
}

int client_writable(struct client *C)
{
    if (C->refused)
        return 0;
    if (client_next(C) != 0)
        return -1;
    if (client_wants(C))
        lws_callback_on_writable(C->wsi);
    return 0;
}
