/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results file: what is published is in it, and nothing else decides its bytes. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <hdf5.h>

#include "tests/unit/check.h"
#include "tests/unit/store_stub.h"

/* More rows than a chunk has, and not a whole number of chunks. */
enum { TRUCKS = 70001, REPLICATIONS = 3 };

static char *in_folder(const char *name)
{
    static const char folder[] = "store_file.tmp";
    size_t size = sizeof folder + strlen(name) + 1;
    char *path = malloc(size);

    assert_non_null(path);
    mkdir(folder, 0777);
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

/* One after another, each before the next. */
static void write_in_turn(const char *path, const struct gatesim_scenario *S, uint32_t trucks)
{
    const struct gatesim_observer *observer;
    struct store *ST;

    assert_int_equal(store_create(path, S, REPLICATIONS, &ST), 0);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        assert_int_equal(store_begin(ST, r, &observer), 0);
        stub_run(observer, r, trucks);
        assert_int_equal(stub_publish(ST, S, r, true), 0);
    }
    assert_int_equal(store_finish(ST), 0);
}

/* All simulated, the last first, before any is published. */
static void write_backwards(const char *path, const struct gatesim_scenario *S, uint32_t trucks)
{
    const struct gatesim_observer *observer;
    struct store *ST;

    assert_int_equal(store_create(path, S, REPLICATIONS, &ST), 0);
    for (uint32_t r = REPLICATIONS; r-- > 0;) {
        assert_int_equal(store_begin(ST, r, &observer), 0);
        stub_run(observer, r, trucks);
    }
    for (uint32_t r = 0; r < REPLICATIONS; r++)
        assert_int_equal(stub_publish(ST, S, r, true), 0);
    assert_int_equal(store_finish(ST), 0);
}

struct work {
    pthread_t thread;
    struct store *store;
    const struct gatesim_scenario *scenario;
    const struct gatesim_observer *observer;
    uint32_t replication, trucks;
};

static void *simulate(void *user)
{
    struct work *W = user;
    double *values = stub_values(W->scenario, W->replication);

    stub_run(W->observer, W->replication, W->trucks);
    assert_non_null(values);
    store_ready(W->store, W->replication, values);
    free(values);
    return NULL;
}

/* Each on a thread of its own, which packs what it can, from before the file is there; published
 * when its turn has come. */
static void write_on_threads(const char *path, const struct gatesim_scenario *S, uint32_t trucks)
{
    struct work work[REPLICATIONS];
    struct store *ST;

    assert_int_equal(store_collect(S, REPLICATIONS, &ST), 0);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        work[r] = (struct work){.store = ST, .scenario = S, .replication = r, .trucks = trucks};
        assert_int_equal(store_begin(ST, r, &work[r].observer), 0);
        assert_int_equal(pthread_create(&work[r].thread, NULL, simulate, &work[r]), 0);
    }
    assert_int_equal(store_open(ST, path), 0);
    assert_int_equal(store_accept(ST), 0);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        assert_int_equal(pthread_join(work[r].thread, NULL), 0);
        assert_int_equal(stub_publish(ST, S, r, true), 0);
    }
    assert_int_equal(store_finish(ST), 0);
}

static void bytes_do_not_depend_on_who_simulates_what_when(void **state)
{
    char *turn = in_folder("turn.h5"), *back = in_folder("back.h5"),
         *thread = in_folder("thread.h5");

    (void)state;
    for (enum gatesim_log log = GATESIM_LOG_NONE; log <= GATESIM_LOG_VISITS; log++) {
        struct gatesim_scenario *S = stub_scenario(log, 1000);

        assert_non_null(S);
        write_in_turn(turn, S, TRUCKS);
        write_backwards(back, S, TRUCKS);
        write_on_threads(thread, S, TRUCKS);
        assert_true(same_bytes(turn, back));
        assert_true(same_bytes(turn, thread));
        free(S);
    }
    free(turn);
    free(back);
    free(thread);
}

static void columns_read_back_with_gaps_for_what_was_not_run(void **state)
{
    char *path = in_folder("columns.h5");
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_NONE, 10);
    struct store *ST;
    double values[REPLICATIONS * 6000];
    size_t count;

    (void)state;
    gatesim_columns(&count);
    assert_int_equal(store_create(path, S, REPLICATIONS, &ST), 0);
    assert_int_equal(stub_publish(ST, S, 0, true), 0);
    assert_int_equal(stub_publish(ST, S, 2, false), 0);
    assert_true(store_complete(ST, 0) && !store_complete(ST, 1) && !store_complete(ST, 2));
    for (size_t c = 0; c < count; c++) {
        size_t size = gatesim_column_size(S, c);

        assert_int_equal(store_column(ST, c, values), 0);
        for (size_t i = 0; i < REPLICATIONS * size; i++) {
            double x = i / size == 1 ? (double)NAN : stub_value((uint32_t)(i / size), c, i % size);

            assert_true(isnan(x) ? isnan(values[i]) : values[i] == x);
        }
    }
    assert_int_equal(store_finish(ST), 0);
    free(S);
    free(path);
}

static void read_doubles(hid_t file, const char *path, double *values)
{
    hid_t dataset = H5Dopen2(file, path, H5P_DEFAULT);

    assert_true(dataset >= 0);
    assert_true(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0);
    H5Dclose(dataset);
}

static void estimates_lie_beside_what_they_estimate(void **state)
{
    char *path = in_folder("estimates.h5");
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_NONE, 200000);
    const double mean[] = {2.385, 3.5}, half_width[] = {0.25, NAN}, n[] = {3, 1};
    double found[6];
    struct store *ST;
    hid_t file;

    (void)state;
    assert_int_equal(store_create(path, S, 1, &ST), 0);
    assert_int_equal(stub_publish(ST, S, 0, true), 0);
    assert_int_equal(store_estimates(ST, 1, mean, half_width, n), 0);
    assert_int_equal(store_estimates(ST, 2, mean, half_width, n), 0); /* no values: no effect */
    assert_int_equal(store_finish(ST), 0);
    file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    assert_true(file >= 0);
    read_doubles(file, "estimate/station/served", found);
    H5Fclose(file);
    assert_true(found[0] == 2.385 && found[1] == 0.25 && found[2] == 3);
    assert_true(found[3] == 3.5 && isnan(found[4]) && found[5] == 1);
    free(S);
    free(path);
}

static void a_truck_adds_up_in_the_log(void **state)
{
    char *path = in_folder("trucks.h5"), name[64];
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_TRUCKS, 10);
    double *sum = calloc(REPLICATIONS * TRUCKS, sizeof *sum);
    double *part = calloc(REPLICATIONS * TRUCKS, sizeof *part);
    hid_t file;

    (void)state;
    assert_non_null(sum);
    assert_non_null(part);
    write_in_turn(path, S, TRUCKS);
    file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    read_doubles(file, "truck/wished", sum);
    for (enum gatesim_cause c = 0; c < GATESIM_CAUSES; c++) {
        snprintf(name, sizeof name, "truck/delay_%s", gatesim_cause_name(c));
        read_doubles(file, name, part);
        for (size_t i = 0; i < REPLICATIONS * TRUCKS; i++)
            sum[i] += part[i];
    }
    read_doubles(file, "truck/left", part);
    H5Fclose(file);
    for (size_t i = 0; i < REPLICATIONS * TRUCKS; i++)
        assert_true(i % TRUCKS % GATESIM_OUTCOMES == GATESIM_OUTCOME_INSIDE ? isnan(part[i])
                                                                            : sum[i] == part[i]);
    free(part);
    free(sum);
    free(S);
    free(path);
}

static void a_log_without_trucks_is_a_file_all_the_same(void **state)
{
    char *path = in_folder("empty.h5");
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_VISITS, 10);

    (void)state;
    write_in_turn(path, S, 0);
    assert_true(H5Fis_hdf5(path) > 0);
    free(S);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_do_not_depend_on_who_simulates_what_when),
        cmocka_unit_test(columns_read_back_with_gaps_for_what_was_not_run),
        cmocka_unit_test(estimates_lie_beside_what_they_estimate),
        cmocka_unit_test(a_truck_adds_up_in_the_log),
        cmocka_unit_test(a_log_without_trucks_is_a_file_all_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
