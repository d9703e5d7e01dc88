# A learner that is promoted before it has caught up counts at once: a cluster of four needs three copies.
nodes 3
bootstrap index 1 term 1
join 4
campaign 1
stabilize
configure 1 learner 4
stabilize
expect role 4 learner
cut 1->4
propose 1 "a" times 3
stabilize
expect committed 1 6
expect last 4 3
configure 1 promote 4
stabilize
expect committed 1 7
expect voters 1 1,2,3,4
crash 3
propose 1 "b"
stabilize
# Nodes 1 and 2 are two of four.
expect committed 1 7
heal
tick 1
stabilize
expect committed 1 8
expect commands 4 "a1" "a2" "a3" "b"
expect role 4 follower
