# A snapshot that comes after newer state takes nothing back.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
partition 1,2 | 3
propose 1 "a"
stabilize
snapshot 1
heal
tick 1
deliver heartbeat
deliver heartbeat-reply
deliver append
deliver append-reply
expect waiting 1->3 snapshot 1
# It is late, counts as lost, and is sent once more; node 3 goes on from there.
delay snapshot
fail-snapshot 1->3
tick 1
deliver heartbeat
deliver heartbeat-reply
expect waiting 1->3 snapshot 2
deliver 1->3 snapshot #2
deliver 3->1
propose 1 "b"
deliver 1->3 append
deliver 3->1
deliver 1->3 append
expect commands 3 "a" "b"
expect waiting 1->3 snapshot 1
deliver snapshot
expect commands 3 "a" "b"
expect last 3 4
expect committed 3 4
stabilize
expect progress 1->3 replicate match 4
