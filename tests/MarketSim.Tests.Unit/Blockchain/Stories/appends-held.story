# A follower answers an append only when its entries are on its disk; a leader's own copy counts only then, too.
nodes 3
campaign 1
stabilize
hold disk 2
hold disk 3
propose 1 "a"
stabilize
expect last 2 2
expect durable 2 1
expect committed 1 1
release disk 2
deliver
expect committed 1 2
expect commands 1 "a"
crash 3
restart 3
expect last 3 1
hold disk 1
propose 1 "b"
stabilize
# Node 2 has it; node 1 has not, and node 3 is behind.
tick 1
stabilize
expect committed 1 3
expect commands 1 "a"
release disk 1
expect commands 1 "a" "b"
