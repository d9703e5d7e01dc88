# A learner takes the log, has no vote, never campaigns; promoted, it counts.
nodes 3
bootstrap voters 1,2 learners 3
expect role 3 learner
tick 3 40
expect role 3 learner
campaign 1
expect waiting 1->3 vote 0
stabilize
expect leader 1
propose 1 "a"
deliver 1->3
deliver 3->1
# Node 1 and a learner are no majority.
expect committed 1 1
stabilize
expect commands all "a"
configure 1 promote 3
stabilize
expect role 3 follower
expect voters 3 1,2,3
configure 1 demote 2
stabilize
expect role 2 learner
expect voters 1 1,3
expect learners 1 2
