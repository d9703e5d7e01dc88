# An append of an older term that comes late changes nothing, not even by what it says of the commit index.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
propose 1 "old"
# It is under way to node 2 while node 2 becomes leader with the help of node 3.
cut 1->3
drop 1->3
campaign 2
deliver 2->3 vote
deliver 3->2
expect leader 2
expect log 2 terms 2,3
propose 2 "new"
stabilize 2,3
expect committed 2 4
deliver 1->2
expect log 2 terms 2,3,3
expect commands 2 "new"
# The answer tells the old leader.
deliver 2->1 append-reply
expect role 1 follower
heal
tick 2
stabilize
expect commands all "new"
expect log 1 terms 2,3,3
