# A learner that has the whole log decides nothing: not an election, not a commit, not a read, not a quorum.
nodes 4
bootstrap voters 1,2,3 learners 4
option check-quorum on
campaign 1
stabilize
expect leader 1
partition 1,4 | 2,3
propose 1 "x"
read 1
stabilize
expect last 4 2
expect committed 1 1
expect granted 1 1 none
campaign 4
expect role 4 learner
transfer 1->4
expect verdict invalid
tick 1 20
expect role 1 follower
tick 2 20
tick 3 20
drop
campaign 2
stabilize
expect leader 2
heal
tick 2
stabilize
# The learner's tail is replaced like anybody's.
expect log 4 terms 1,3
expect commands all none
