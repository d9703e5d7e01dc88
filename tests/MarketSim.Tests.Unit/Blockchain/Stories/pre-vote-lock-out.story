# A known lock-out: a candidate of a higher term, with a log too old to win, must not be left alone for ever.
nodes 3
campaign 1
stabilize
partition 1,2 | 3
propose 1 "a"
stabilize
# Without pre-vote it ran ahead.
campaign 3
campaign 3
expect term 3 3
option pre-vote on
heal
# The others ignore its old log; the leader learns of the newer term from its answer, steps down, and somebody wins a newer one.
tick 1
stabilize
expect no leader
expect term 1 3
campaign 1
stabilize
expect leader 1
expect term all 4
expect commands all "a"
