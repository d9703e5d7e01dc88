# All nodes lose power at once, and what was not on the disks: what was acknowledged is there afterwards, on whichever leader.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
hold disk 3
propose 1 "a"
propose 1 "b"
stabilize
expect committed 1 4
hold disk 1
hold disk 2
propose 1 "c"
stabilize
expect committed 1 4
crash 1
crash 2
crash 3
drop
restart 1
restart 2
restart 3
expect last 1 4
expect last 2 4
expect last 3 2
campaign 3
stabilize
expect role 3 follower
campaign 1
stabilize
expect leader 1
expect commands all "a" "b"
