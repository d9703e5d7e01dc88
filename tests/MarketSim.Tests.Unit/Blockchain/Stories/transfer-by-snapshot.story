# The target of a hand-over that needs entries which are gone gets a snapshot first.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
cut 1->3
propose 1 "a"
propose 1 "b"
stabilize
snapshot 1
heal
tick 1
stabilize 1,2
deliver 1->3
transfer 1->3
expect verdict accepted
propose 1 "late"
expect verdict busy
stabilize
expect leader 3
expect term all 3
expect commands all "a" "b"
propose 3 "c"
stabilize
expect commands all "a" "b" "c"
