# A leader forgets a configuration that its followers committed: its disk had not got so far.
nodes 3
bootstrap index 1 term 1
join 4
campaign 1
stabilize
hold disk 1
configure 1 add 4
stabilize
expect committed 1 3
crash 1
restart 1
expect voters 1 1,2,3
expect committed 1 2
campaign 1
stabilize
expect role 1 follower
expect term 1 3
campaign 4
stabilize
expect leader 4
expect voters 1 1,2,3,4
expect committed all 4
