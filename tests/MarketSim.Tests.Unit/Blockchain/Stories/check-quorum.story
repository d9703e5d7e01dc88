# A leader that hears from no majority for an election timeout steps down by itself.
nodes 3
option check-quorum on
campaign 1
stabilize
run 20
expect leader 1
partition 1 | 2,3
tick 1 20
expect role 1 follower
expect term 1 1
propose 1 "lost"
expect verdict not-leader
