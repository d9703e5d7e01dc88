# Of three writes under way one reaches the disk before the power fails. Only that one was acknowledged.
nodes 2
bootstrap index 1 term 1
limit entries-per-message 1
campaign 1
stabilize
hold disk 2
propose 1 "a"
propose 1 "b"
propose 1 "c"
deliver 1->2
expect last 2 5
expect durable 2 2
expect waiting 2->1 0
release disk 2 1
expect durable 2 3
expect waiting 2->1 append-reply 1
crash 2
restart 2
expect last 2 3
deliver 2->1
expect committed 1 3
# The rest is sent again.
tick 1
stabilize
expect committed 2 5
expect commands 2 "a" "b" "c"
