/* Four markets at once from C: sells a parent order at the even rate in each, and prints what it cost.
 *   python/build.sh && cc -Isrc/MarketSim.Native/include samples/native-client.c python/marketsim/libmarketsim.so -o client
 *   LD_LIBRARY_PATH=python/marketsim ./client
 */
#include <stdio.h>

#include "marketsim.h"

enum { COPIES = 4, STEPS = 60 };

int main(void) {
    const char *request = "{\"environment\": \"execution\", \"settings\": {\"steps\": 60, \"lots\": 3000}}";
    marketsim_environment environment = marketsim_create(request, COPIES, MARKETSIM_OFF, 0);
    if (environment == 0) {
        fprintf(stderr, "%s\n", marketsim_last_error());
        return 1;
    }

    double rewards[COPIES], shortfall[COPIES] = {0};
    uint8_t terminated[COPIES], truncated[COPIES];
    marketsim_buffers into = {.rewards = rewards, .terminated = terminated, .truncated = truncated};
    uint64_t seeds[COPIES] = {1, 2, 3, 4};
    float even_rate[COPIES] = {2, 2, 2, 2};

    int result = marketsim_reset(environment, seeds, NULL, NULL, &into);
    for (int step = 0; step < STEPS && result == 0; step++) {
        result = marketsim_step(environment, even_rate, &into);
        for (int copy = 0; copy < COPIES; copy++) {
            shortfall[copy] -= rewards[copy];
        }
    }

    if (result != 0) {
        fprintf(stderr, "%s\n", marketsim_last_error());
        return 1;
    }

    for (int copy = 0; copy < COPIES; copy++) {
        printf("seed %d: shortfall %.2f bp%s\n", (int)seeds[copy], shortfall[copy], terminated[copy] ? ", done" : "");
    }

    return marketsim_close(environment);
}
