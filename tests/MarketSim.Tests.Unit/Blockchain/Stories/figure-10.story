# Figure 10: going from three nodes to five in one step could give two majorities. A joint configuration does not.
nodes 3
join 4
join 5
campaign 3
stabilize
expect leader 3
configure 3 add 4,5
expect outgoing 3 1,2,3
# Only the new nodes hear of it.
drop 3->1
drop 3->2
cut 3->1
cut 3->2
stabilize
expect last 4 2
expect last 5 2
expect committed 3 1
# Nodes 1 and 2, who know of three nodes, elect node 1.
partition 1,2 | 3,4,5
campaign 1
stabilize
expect leader 1
expect term 1 2
# Node 5 has the votes of 3 and 4, a majority of five; of the old three it has one.
campaign 5
stabilize
expect vote 3 5
expect vote 4 5
expect role 5 candidate
propose 1 "kept"
stabilize
expect committed 1 3
heal
tick 1
stabilize
# Node 5 ran into the same term and could win nothing; the joint configuration is cut off again.
expect leader 1
expect voters 3 1,2,3
expect outgoing 3 none
expect commands 3 "kept"
