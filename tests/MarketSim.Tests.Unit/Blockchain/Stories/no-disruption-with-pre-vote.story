# The same with pre-vote: nothing happens at all.
nodes 3
option pre-vote on
option check-quorum on
timeout 3 11
campaign 1
stabilize
tick 3 11
expect role 3 pre-candidate
expect term 3 1
stabilize
expect leader 1
tick 1
stabilize
expect role 3 follower
expect term all 1
