# A configuration that was never committed goes with the entry that brought it.
nodes 3
bootstrap index 1 term 1
join 4
campaign 1
stabilize
partition 1,4 | 2,3
configure 1 add 4
expect voters 1 1,2,3,4
stabilize
expect voters 4 1,2,3,4
campaign 2
stabilize
expect leader 2
expect term 2 3
propose 2 "x"
stabilize
expect committed 2 4
heal
tick 2
stabilize
expect role 1 follower
expect voters 1 1,2,3
expect log 1 terms 2,3,3
# Node 4 still believes what it was told; it is a member for nobody else, and hears from nobody.
expect voters 4 1,2,3,4
configure 2 add 4
stabilize
expect voters all 1,2,3,4
expect committed all 5
