# One voter at a time needs no joint configuration.
nodes 2
join 3
campaign 1
stabilize
configure 1 add 3
expect outgoing 1 none
# The next change waits for this one.
configure 1 remove 2
expect verdict change-pending
stabilize
expect voters 3 1,2,3
configure 1 remove 2
stabilize
expect voters 1 1,3
expect committed 3 3
configure 2 add 2
expect verdict not-leader
configure 1 voters none
expect verdict invalid
