# The minority's leader commits nothing; the majority goes on; healed, the minority's entries give way.
nodes 5
campaign 1
stabilize
partition 1,2 | 3,4,5
propose 1 "lost"
stabilize
expect committed 2 1
campaign 3
stabilize
propose 3 "kept"
stabilize
expect committed 4 3
heal
tick 3
stabilize
expect leader 3
expect commands all "kept"
