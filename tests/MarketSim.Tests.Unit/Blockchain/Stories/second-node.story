# From one node to two: the change itself needs both.
nodes 1
campaign 1
expect leader 1
expect committed 1 1
propose 1 "alone"
expect commands 1 "alone"
configure 1 add 2
expect verdict accepted
expect voters 1 1,2
expect committed 1 2
propose 1 "waits"
expect committed 1 2
# It cannot be taken back by another change either: that would need both as well.
configure 1 remove 2
expect verdict change-pending
join 2
tick 1
stabilize
expect committed all 4
expect commands 2 "alone" "waits"
crash 2
propose 1 "x"
stabilize
expect committed 1 4
