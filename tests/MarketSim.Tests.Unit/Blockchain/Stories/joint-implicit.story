# A joint configuration is left by its leader as soon as it is committed.
nodes 3
join 4
join 5
campaign 1
stabilize
configure 1 voters 1,4,5
expect voters 1 1,4,5
expect outgoing 1 1,2,3
stabilize
expect outgoing 1 none
expect voters 4 1,4,5
expect committed 5 3
propose 1 "after"
stabilize
expect commands 4 "after"
expect commands 2 none
expect voters 2 1,4,5
