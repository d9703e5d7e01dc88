# Who is not in the cluster cannot disturb it: not one that never was, not one that knows of its removal, not one that does not.
nodes 4
option check-quorum on
join 5
campaign 1
stabilize
campaign 5
tick 5 50
expect role 5 follower
expect term 5 0
configure 1 remove 3
stabilize 1,2,4
cut 1->4
configure 1 remove 4
drop 1->4
stabilize 1,2
expect voters 1 1,2
expect committed 1 3
# Node 3 never heard of its removal, node 4 of neither its own.
campaign 3
expect role 3 candidate
campaign 4
expect role 4 candidate
stabilize
expect leader 1
expect term 1 1
expect term 2 1
propose 1 "x"
stabilize
expect commands 2 "x"
