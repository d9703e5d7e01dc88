/* MarketSim's learning environments for C and whatever can call it.
 *
 * One handle is a number of copies of one environment, stepped together; one copy is the plain case. An environment has one or
 * several learners ("agents"); their numbers stand one after the other in the order of marketsim_describe. Arrays are row-major:
 * a row for each copy.
 *
 * Functions that return int give 0 or a length when all is well and -1 when not; marketsim_create gives 0 when not.
 * marketsim_last_error then has one sentence. Calls on one handle must not overlap; different handles may be used from different
 * threads. Same request, same seeds, same actions: the same bytes, whatever the number of threads.
 */
#ifndef MARKETSIM_H
#define MARKETSIM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int64_t marketsim_environment;

/* When a copy whose episode is over begins the next (the modes of Gymnasium's vector environments). */
enum {
    MARKETSIM_NEXT_STEP = 0, /* with the next step, whose action is ignored, whose reward is 0 */
    MARKETSIM_SAME_STEP = 1, /* at once; the last observation and infos of the old episode are in final_… */
    MARKETSIM_OFF = 2        /* not by itself: call marketsim_reset with its place in `chosen` */
};

/* Where the outcome goes. A pointer may be NULL; then that part is not written. A = agents, N = copies. */
typedef struct {
    float *observations;       /* N x observation_width */
    double *rewards;           /* N x A */
    uint8_t *terminated;       /* N x A: the task has ended, done or failed */
    uint8_t *truncated;        /* N x A: the steps ran out */
    double *infos;             /* N x info_width */
    uint8_t *is_final;         /* N; the rest only with MARKETSIM_SAME_STEP */
    float *final_observations; /* N x observation_width */
    double *final_infos;       /* N x info_width */
} marketsim_buffers;

/* Version of this interface: 1. */
int32_t marketsim_abi_version(void);

/* What went wrong in the last failed call on this thread, UTF-8; NULL if nothing ever did. Valid until the next failure. */
const char *marketsim_last_error(void);

/* Every environment with its settings, as JSON (UTF-8, not terminated). Returns the length, and writes if `capacity` suffices. */
int32_t marketsim_catalog(char *buffer, int32_t capacity);

/* Makes an environment. `request` is JSON, UTF-8, terminated by 0: one task for all learners,
 *     {"environment": "execution", "settings": {"steps": 60, "lots": 500}}
 * or a task for each,
 *     {"learners": [{"name": "seller", "environment": "execution", "settings": {"lots": 500}},
 *                   {"name": "maker", "environment": "market-making"}], "settings": {"steps": 60}}
 * `count` copies, `threads` of which work at once (0: one a processor). Returns 0 on failure. */
marketsim_environment marketsim_create(const char *request, int32_t count, int32_t auto_reset, int32_t threads);

/* Agents, their spaces and the widths of rows, as JSON; as marketsim_catalog. */
int32_t marketsim_describe(marketsim_environment environment, char *buffer, int32_t capacity);

/* Begins episodes. `seeds`: one a copy, or NULL to go on in each copy's own sequence, which follows from the last seed it was
 * given; `has_seed`: for which copies `seeds` counts, NULL for all; `chosen`: which copies begin anew, NULL for all. */
int32_t marketsim_reset(
    marketsim_environment environment, const uint64_t *seeds, const uint8_t *has_seed, const uint8_t *chosen,
    const marketsim_buffers *into);

/* Makes a step in every copy. `actions`: N x action_width numbers; a choice of a discrete space is its number. Numbers of a box
 * outside its bounds are brought to them. */
int32_t marketsim_step(marketsim_environment environment, const float *actions, const marketsim_buffers *into);

/* Where one copy stands, as bytes that any copy of the same request can be restored from, in this process or another. Returns the
 * length, and writes if `capacity` suffices. It holds the seed and the actions: 52 bytes and 4 for each number of action so far. */
int32_t marketsim_snapshot(marketsim_environment environment, int32_t copy, void *buffer, int32_t capacity);

/* Brings one copy back, by running its episode again: as long as those steps took. */
int32_t marketsim_restore(
    marketsim_environment environment, int32_t copy, const void *snapshot, int32_t length, const marketsim_buffers *into);

/* A fingerprint of one copy's exchange and of every event there so far. */
int32_t marketsim_state_hash(marketsim_environment environment, int32_t copy, uint64_t *hash);

/* Frees it. */
int32_t marketsim_close(marketsim_environment environment);

#ifdef __cplusplus
}
#endif
#endif
