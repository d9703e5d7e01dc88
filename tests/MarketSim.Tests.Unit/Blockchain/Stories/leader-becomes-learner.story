# A leader that makes itself a learner steps down when that is committed, and goes on taking the log.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
configure 1 demote 1
expect voters 1 2,3
expect learners 1 1
expect leader 1
deliver 1->2
deliver 2->1
expect committed 1 2
stabilize
expect committed 1 3
expect role 1 learner
tick 1 50
expect role 1 learner
campaign 2
stabilize
expect leader 2
propose 2 "x"
stabilize
expect commands 1 "x"
expect progress 2->1 replicate match 5
