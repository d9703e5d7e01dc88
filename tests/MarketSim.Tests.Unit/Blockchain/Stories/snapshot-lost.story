# Nothing else is sent while a snapshot is under way; reported as lost, it is sent again.
nodes 2
join 3
campaign 1
stabilize
propose 1 "a"
stabilize
snapshot 1
configure 1 add 3
deliver 1->3 append
deliver 3->1
expect progress 1->3 snapshot
drop snapshot
propose 1 "b"
expect waiting 1->3 append 0
fail-snapshot 1->3
tick 1
stabilize
expect progress 1->3 replicate match 4
expect commands 3 "a" "b"
