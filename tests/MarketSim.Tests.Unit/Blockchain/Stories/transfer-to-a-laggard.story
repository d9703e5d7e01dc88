# The target is brought up to date first; proposals wait meanwhile; it is given up after an election timeout.
nodes 3
campaign 1
stabilize
cut 1->3
propose 1 "a"
stabilize
transfer 1->3
expect verdict accepted
propose 1 "b"
expect verdict busy
tick 1 10
propose 1 "c"
expect verdict accepted
stabilize
heal
transfer 1->3
tick 1
stabilize
expect leader 3
expect commands all "a" "c"
