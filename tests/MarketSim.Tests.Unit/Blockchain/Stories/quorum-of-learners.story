# Learners answer, and are no quorum: a leader that hears only from them steps down.
nodes 4
bootstrap voters 1,2,3 learners 4
option check-quorum on
campaign 1
stabilize
run 10
partition 1,4 | 2,3
run 20
expect role 1 follower
expect role 4 learner
propose 1 "x"
expect verdict not-leader
