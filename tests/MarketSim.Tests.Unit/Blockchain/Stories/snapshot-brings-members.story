# A node that slept through a change of members learns of it from a snapshot.
nodes 3
bootstrap index 1 term 1
join 4
campaign 1
stabilize
crash 3
configure 1 add 4
stabilize
expect committed 1 3
propose 1 "a"
stabilize
snapshot 1
expect first 1 5
restart 3
expect voters 3 1,2,3
tick 1
stabilize
expect snapshot 3 4
expect voters 3 1,2,3,4
expect commands 3 "a"
# It counts by four now: two votes of the old three are no majority.
partition 2,3 | 1,4
campaign 3
stabilize
expect vote 2 3
expect role 3 candidate
heal
campaign 3
stabilize
expect leader 3
expect committed all 5
