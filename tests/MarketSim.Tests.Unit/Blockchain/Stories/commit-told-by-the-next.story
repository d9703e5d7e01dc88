# A leader commits and stops before anybody hears of it: the next leader cannot tell that from not committed, and keeps it.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
propose 1 "a"
deliver 1->2
deliver 2->1
expect committed 1 3
expect commands 1 "a"
drop
crash 1
expect committed 2 2
# Node 3 lacks it and cannot win; node 2 can.
campaign 3
stabilize
expect role 3 candidate
expect vote 2 none
campaign 2
deliver vote
deliver vote-reply
expect leader 2
expect committed 2 2
stabilize
expect committed 2 4
expect commands 3 "a"
restart 1
tick 2
stabilize
expect commands all "a"
