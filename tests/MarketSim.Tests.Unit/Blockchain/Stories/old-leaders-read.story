# Without a lease a leader of the past grants no read: a majority would have to confirm it.
nodes 5
bootstrap index 1 term 1
campaign 1
stabilize
partition 1,2 | 3,4,5
campaign 3
stabilize
expect leader 3
propose 3 "new"
stabilize
expect commands 3 "new"
read 1
stabilize
expect role 1 leader
expect granted 1 1 none
heal
read 1
stabilize
expect role 1 follower
expect granted 1 1 none
expect granted 1 2 none
read 2
tick 3
stabilize
read 2
stabilize
expect granted 2 4 4
