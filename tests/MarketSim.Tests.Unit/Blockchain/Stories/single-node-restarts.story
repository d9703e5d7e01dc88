# Alone, a node that restarts knows nothing of its commits before it leads again: its first entry brings the others with it.
nodes 1
campaign 1
propose 1 "a"
propose 1 "b"
expect committed 1 3
crash 1
restart 1
expect role 1 follower
campaign 1
expect leader 1
expect term 1 2
expect committed 1 4
expect commands 1 "a" "b"
hold disk 1
propose 1 "c"
# Its own copy is the majority, once it is on the disk.
expect committed 1 4
crash 1
restart 1
campaign 1
expect commands 1 "a" "b"
propose 1 "c"
expect commands 1 "a" "b" "c"
