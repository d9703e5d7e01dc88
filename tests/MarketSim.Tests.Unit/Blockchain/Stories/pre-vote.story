# Section 9.6 of the thesis: a node that was away does not raise the others' term when it comes back.
nodes 3
option pre-vote on
campaign 1
stabilize
partition 1,2 | 3
propose 1 "a"
stabilize
campaign 3
expect role 3 pre-candidate
expect term 3 1
campaign 3
expect term 3 1
heal
campaign 3
stabilize
expect leader 1
expect term all 1
tick 1
stabilize
expect commands all "a"
