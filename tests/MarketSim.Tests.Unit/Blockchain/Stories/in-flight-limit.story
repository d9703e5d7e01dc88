# No more messages with entries under way than the limit; each answer lets the next one go.
nodes 2
limit in-flight 2
limit entries-per-message 1
campaign 1
stabilize
hold disk 2
propose 1 "x" times 5
deliver
expect progress 1->2 in-flight 2 paused on
expect last 2 3
release disk 2
stabilize
expect progress 1->2 in-flight 0 match 6
expect commands 2 "x1" "x2" "x3" "x4" "x5"
