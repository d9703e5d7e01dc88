# Section 6, figure 11: in a joint configuration both majorities decide. The new voters alone commit nothing.
nodes 3
join 4
join 5
join 6
campaign 1
stabilize
configure 1 voters 4,5,6
expect outgoing 1 1,2,3
# The new voters have the change and everything after it; the old ones hear nothing.
cut 1->2
cut 1->3
drop 1->2
drop 1->3
stabilize
expect voters 4 4,5,6
expect outgoing 4 1,2,3
expect committed 1 1
propose 1 "x"
stabilize
expect last 6 3
expect committed 1 1
# A candidate needs both as well.
campaign 4
stabilize 4,5,6
expect role 4 candidate
heal
tick 1 2
stabilize
expect safe
