# The word to take over is lost; the leader waits an election timeout, serves again, and may hand over again.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
transfer 1->2
drop timeout-now
propose 1 "a"
expect verdict busy
tick 1 9
propose 1 "a"
expect verdict busy
tick 1 1
propose 1 "a"
expect verdict accepted
stabilize
transfer 1->2
stabilize
expect leader 2
expect term all 3
expect commands all "a"
