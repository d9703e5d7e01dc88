# Removed while it was away, a node comes back and campaigns: with check-quorum nobody listens, and what it learns of is its end.
nodes 3
bootstrap index 1 term 1
option check-quorum on
campaign 1
stabilize
crash 3
configure 1 remove 3
stabilize
expect voters 2 1,2
propose 1 "x"
stabilize
restart 3
expect voters 3 1,2,3
tick 3 20
stabilize
expect leader 1
expect term 1 2
expect term 2 2
propose 1 "y"
stabilize
expect commands 2 "x" "y"
