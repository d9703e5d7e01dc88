# A leader that has asked another to take over answers no more reads by itself: it may be deposed any moment.
nodes 3
option check-quorum on
option lease-reads on
campaign 1
stabilize
tick 1
stabilize
read 1
expect granted 1 1 1
transfer 1->2
expect waiting 1->2 timeout-now 1
read 1
expect granted 1 2 none
drop heartbeat
deliver timeout-now
deliver 2->3
deliver 3->2
expect leader 2
propose 2 "x"
stabilize 2,3
expect committed 2 3
# Node 1 knows nothing of this yet.
expect role 1 leader
read 1
expect granted 1 3 none
stabilize
expect role 1 follower
expect granted 1 2 none
expect granted 1 3 none
