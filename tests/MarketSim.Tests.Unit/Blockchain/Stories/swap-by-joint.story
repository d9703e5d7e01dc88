# Replacing a machine: one voter comes and one goes in one step, and there is never a moment with a majority of one half.
nodes 3
join 4
bootstrap voters 1,2,3
campaign 1
stabilize
crash 3
configure 1 voters 1,2,4
expect outgoing 1 1,2,3
stabilize
expect voters all 1,2,4
expect outgoing 1 none
expect committed 1 3
crash 2
propose 1 "x"
stabilize
expect commands 4 "x"
# Node 3 is back and knows the old members; it can win nothing.
restart 3
campaign 3
stabilize
expect role 3 candidate
expect vote 4 none
