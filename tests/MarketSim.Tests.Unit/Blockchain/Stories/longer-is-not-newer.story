# Section 5.4.1: the last term decides first, the length second.
nodes 3
log 1 terms 1*5
log 2 terms 1,2
log 3 terms 1
campaign 1
deliver 1->2
deliver 2->1
expect vote 2 none
expect role 1 candidate
drop
campaign 2
deliver 2->1
deliver 1->2
expect vote 1 2
expect leader 2
stabilize
expect log 1 terms 1,2,3
expect log 3 terms 1,2,3
expect committed all 3
