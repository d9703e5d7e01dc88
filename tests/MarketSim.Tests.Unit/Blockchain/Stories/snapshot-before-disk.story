# A snapshot is acknowledged, and its node applies what follows, only when it is on the disk.
nodes 3
campaign 1
stabilize
partition 1,2 | 3
propose 1 "a"
stabilize
snapshot 1
heal
hold disk 3
tick 1
stabilize
expect progress 1->3 snapshot
expect durable 3 0
crash 3
restart 3
expect snapshot 3 none
tick 1 30
stabilize
expect commands 3 "a"
