/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/spread.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "sim/base/number.h"
#include "sim/cli/cli.h"

FILE *spread_open(const char *path)
{
    FILE *out = fopen(path, "w");

    if (out == NULL)
        cli_say("%s: cannot write: %s", path, strerror(errno));
    return out;
}

void spread_text(FILE *out, const char *text, char behind)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, out);
    } else {
        fputc('"', out);
        for (; *text != '\0'; text++) {
            if (*text == '"')
                fputc('"', out);
            fputc(*text, out);
        }
        fputc('"', out);
    }
    fputc(behind, out);
}

void spread_number(FILE *out, double x, char behind)
{
    char b[NUMBER_SIZE];

    if (!isnan(x))
        fputs(number_print(x, b), out);
    fputc(behind, out);
}

int spread_close(FILE *out, const char *path)
{
    const int lost = ferror(out);

    errno = 0;
    if (fclose(out) == 0 && !lost)
        return EXIT_DONE;
    cli_say("%s: cannot write: %s", path, errno != 0 ? strerror(errno) : "it was cut short");
    return EXIT_FAILED;
}
