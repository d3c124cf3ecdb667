/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Put before the C library by LD_PRELOAD: the n-th call of one kind fails, as a system does that
 * has run out of something. The environment says which:
 *
 *   FAULT=KIND     a kind of the calls below; or memory: malloc and the like called by the program
 *                  itself (HDF5 ends the process when it gets none, libuv aborts); or kill: the
 *                  call does not fail, but the process is killed before any that changes files
 *   FAULT_AT=N     from 1; 0 none
 *   FAULT_EVER=1   those after it fail too
 *   FAULT_BOOK=F   a file of two 8-byte numbers: calls so far, of all processes, and how many of
 *                  them failed
 *   FAULT_TAPE=F   every change to plain files is appended to this file, for powerless.py: a line
 *                  "write PATH PLACE SIZE", "cut PATH SIZE", "sync PATH", "folder PATH",
 *                  "rename FROM TO" or "unlink PATH", and behind a write its bytes
 *
 * Of files, only plain ones other than the standard streams count. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_memalign(size_t unit, size_t size);

struct book {
    _Atomic uint64_t calls, failed;
};

static struct {
    struct book *book;
    const char *kind;
    uint64_t at;
    bool ever, memory, kill;
    uintptr_t from, to; /* the program's code */
} plan;

static int find_program(struct dl_phdr_info *info, size_t size, void *user)
{
    (void)size;
    (void)user;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];

        if (part->p_type == PT_LOAD && (part->p_flags & PF_X) != 0) {
            plan.from = info->dlpi_addr + part->p_vaddr;
            plan.to = plan.from + part->p_memsz;
        }
    }
    return 1; /* the first is the program */
}

__attribute__((constructor)) static void begin(void)
{
    const char *kind = getenv("FAULT"), *at = getenv("FAULT_AT"), *book = getenv("FAULT_BOOK");
    const int fd = kind != NULL && at != NULL && book != NULL ? open(book, O_RDWR | O_CLOEXEC) : -1;
    void *shared = fd >= 0
                       ? mmap(NULL, sizeof *plan.book, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
                       : MAP_FAILED;

    if (shared == MAP_FAILED)
        return;
    close(fd);
    plan.at = strtoull(at, NULL, 10);
    plan.ever = getenv("FAULT_EVER") != NULL;
    plan.memory = strcmp(kind, "memory") == 0;
    plan.kill = strcmp(kind, "kill") == 0;
    plan.kind = kind;
    dl_iterate_phdr(find_program, NULL);
    plan.book = shared;
}

static bool counts_out(void)
{
    const uint64_t n = atomic_fetch_add(&plan.book->calls, 1) + 1;
    const bool fails = plan.at != 0 && (n == plan.at || (plan.ever && n > plan.at));

    if (fails)
        atomic_fetch_add(&plan.book->failed, 1);
    return fails;
}

/* Whether a call of this kind is to fail; or, before one that changes files, the end. */
static bool fails(const char *kind, int error)
{
    if (plan.book == NULL)
        return false;
    if (plan.kill && strcmp(kind, "read") != 0 && strcmp(kind, "process") != 0 && counts_out())
        raise(SIGKILL);
    if (strcmp(kind, plan.kind) != 0 || !counts_out())
        return false;
    errno = error;
    return true;
}

/* tape_fd(): where changes are noted, or -1. */
static int tape_fd(void)
{
    static _Atomic int fd = -2;
    const char *path = getenv("FAULT_TAPE");

    if (fd == -2)
        fd = path == NULL ? -1
                          : (int)syscall(SYS_openat, AT_FDCWD, path,
                                         O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    return fd;
}

/* What a descriptor is open on, in b of PATH_MAX bytes. */
static const char *path_of(int fd, char *b)
{
    char link[64];
    ssize_t length;

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, b, PATH_MAX - 1);
    b[length > 0 ? length : 0] = '\0';
    return b;
}

/* Append a line, and bytes; in one call, so that threads do not mix. */
static void note(const char *line, const void *bytes, size_t size)
{
    const size_t length = strlen(line);
    struct iovec parts[] = {{(void *)line, length}, {(void *)bytes, size}};

    (void)!syscall(SYS_writev, tape_fd(), parts, 2);
}

static void note_write(int fd, const void *bytes, ssize_t size, off_t place)
{
    char path[PATH_MAX], line[PATH_MAX + 64];

    if (size <= 0 || tape_fd() < 0)
        return;
    snprintf(line, sizeof line, "write %s %lld %zd\n", path_of(fd, path), (long long)place, size);
    note(line, bytes, (size_t)size);
}

static void note_path(const char *what, const char *path, const char *more)
{
    char line[2 * PATH_MAX + 64];

    if (tape_fd() < 0)
        return;
    snprintf(line, sizeof line, "%s %s %s\n", what, path, more);
    note(line, "", 0);
}

static bool starves(const void *caller)
{
    const uintptr_t at = (uintptr_t)caller;

    if (plan.book == NULL || !plan.memory || at < plan.from || at >= plan.to || !counts_out())
        return false;
    errno = ENOMEM;
    return true;
}

#define STARVES() starves(__builtin_return_address(0))

void *malloc(size_t size)
{
    return STARVES() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return STARVES() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *p, size_t size)
{
    return STARVES() ? NULL : __libc_realloc(p, size);
}

void *aligned_alloc(size_t unit, size_t size)
{
    return STARVES() ? NULL : __libc_memalign(unit, size);
}

char *strndup(const char *s, size_t most)
{
    const size_t size = strnlen(s, most);
    char *copy = STARVES() ? NULL : __libc_malloc(size + 1);

    if (copy != NULL) {
        memcpy(copy, s, size);
        copy[size] = '\0';
    }
    return copy;
}

char *strdup(const char *s)
{
    const size_t size = strlen(s) + 1;
    char *copy = STARVES() ? NULL : __libc_malloc(size);

    return copy != NULL ? memcpy(copy, s, size) : NULL;
}

/* NEXT(name): the function that this one stands before. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static bool plain(int fd)
{
    const int before = errno;
    struct stat S;
    const bool is = fd > 2 && fstat(fd, &S) == 0 && S_ISREG(S.st_mode);

    errno = before;
    return is;
}

#define FD_CALL(kind, error, type, name, parameters, arguments) \
    type name parameters                                        \
    {                                                           \
        if (plain(fd) && fails(kind, error))                    \
            return -1;                                          \
        return NEXT(name) arguments;                            \
    }

ssize_t write(int fd, const void *p, size_t n)
{
    const bool is_plain = plain(fd);
    const off_t at = is_plain && tape_fd() >= 0 ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done;

    if (is_plain && fails("write", ENOSPC))
        return -1;
    done = NEXT(write)(fd, p, n);
    if (is_plain)
        note_write(fd, p, done, at);
    return done;
}

#define PWRITE_CALL(name, offset)                            \
    ssize_t name(int fd, const void *p, size_t n, offset at) \
    {                                                        \
        const bool is_plain = plain(fd);                     \
        ssize_t done;                                        \
                                                             \
        if (is_plain && fails("write", ENOSPC))              \
            return -1;                                       \
        done = NEXT(name)(fd, p, n, at);                     \
        if (is_plain)                                        \
            note_write(fd, p, done, at);                     \
        return done;                                         \
    }

PWRITE_CALL(pwrite, off_t)
PWRITE_CALL(pwrite64, off64_t)

#define CUT_CALL(name, offset)                          \
    int name(int fd, offset size)                       \
    {                                                   \
        char path[PATH_MAX], b[32];                     \
        const int status = NEXT(name)(fd, size);        \
                                                        \
        snprintf(b, sizeof b, "%lld", (long long)size); \
        if (status == 0 && plain(fd))                   \
            note_path("cut", path_of(fd, path), b);     \
        return status;                                  \
    }

CUT_CALL(ftruncate, off_t)
CUT_CALL(ftruncate64, off64_t)

int unlink(const char *path)
{
    const int status = NEXT(unlink)(path);

    if (status == 0)
        note_path("unlink", path, "");
    return status;
}

FD_CALL("read", EIO, ssize_t, read, (int fd, void *p, size_t n), (fd, p, n))
FD_CALL("read", EIO, ssize_t, pread, (int fd, void *p, size_t n, off_t at), (fd, p, n, at))
FD_CALL("read", EIO, ssize_t, pread64, (int fd, void *p, size_t n, off64_t at), (fd, p, n, at))
FD_CALL("lock", ENOLCK, int, flock, (int fd, int what), (fd, what))

int fsync(int fd)
{
    char path[PATH_MAX];
    const bool failed = fails("sync", EIO);

    if (!failed)
        note_path(plain(fd) ? "sync" : "folder", path_of(fd, path), "");
    return failed ? -1 : NEXT(fsync)(fd);
}

/* A failed close has closed: so Linux has it. */
int close(int fd)
{
    const bool is_plain = plan.book != NULL && plain(fd);
    const int status = NEXT(close)(fd);

    return is_plain && fails("close", EIO) ? -1 : status;
}

int rename(const char *from, const char *to)
{
    const int status = fails("rename", EACCES) ? -1 : NEXT(rename)(from, to);

    if (status == 0)
        note_path("rename", from, to);
    return status;
}

static mode_t mode_of(int flags, va_list args)
{
    return (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;
}

#define OPEN_CALL(name)                        \
    int name(const char *path, int flags, ...) \
    {                                          \
        va_list args;                          \
        mode_t mode;                           \
                                               \
        va_start(args, flags);                 \
        mode = mode_of(flags, args);           \
        va_end(args);                          \
        if (fails("open", EMFILE))             \
            return -1;                         \
        if ((flags & O_TRUNC) != 0)            \
            note_path("cut", path, "0");       \
        return NEXT(name)(path, flags, mode);  \
    }

OPEN_CALL(open)
OPEN_CALL(open64)

/* The C library's streams call the system past this file: a plain one is led through the calls
 * above, in pieces, so that trouble comes in the middle too. */
#define PIECE_READ 100
#define PIECE_WRITTEN 4096

static ssize_t stream_read(void *user, char *p, size_t n)
{
    return read(fileno(user), p, n < PIECE_READ ? n : PIECE_READ);
}

static ssize_t stream_write(void *user, const char *p, size_t n)
{
    size_t done = 0;

    while (done < n) {
        const size_t rest = n - done;
        const ssize_t now =
            write(fileno(user), p + done, rest < PIECE_WRITTEN ? rest : PIECE_WRITTEN);

        if (now < 0)
            return 0; /* an error, as fopencookie has it */
        done += (size_t)now;
    }
    return (ssize_t)n;
}

/* A failed close has closed. */
static int stream_close(void *user)
{
    const bool lost = fails("close", EIO);
    const int error = errno, status = fclose(user);

    if (lost)
        errno = error;
    return lost ? EOF : status;
}

FILE *fopen(const char *path, const char *mode)
{
    static const cookie_io_functions_t calls = {stream_read, stream_write, NULL, stream_close};
    FILE *file = fails("open", EMFILE) ? NULL : NEXT(fopen)(path, mode), *led;

    if (file == NULL || plan.book == NULL || !plain(fileno(file)))
        return file;
    led = fopencookie(file, mode, calls);
    return led != NULL ? led : file;
}

pid_t fork(void)
{
    return fails("process", EAGAIN) ? -1 : NEXT(fork)();
}

int pipe(int ends[2])
{
    return fails("process", EMFILE) ? -1 : NEXT(pipe)(ends);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *with, void *(*work)(void *), void *user)
{
    if (fails("process", EAGAIN))
        return EAGAIN;
    return NEXT(pthread_create)(thread, with, work, user);
}
