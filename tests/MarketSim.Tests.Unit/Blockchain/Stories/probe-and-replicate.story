# A new leader sends one message at a time until it knows where the logs agree; then as fast as it can.
nodes 2
log 1 terms 1,1,1,2
log 2 terms 1
limit entries-per-message 1
campaign 1
stabilize 1,2
expect leader 1
expect progress 1->2 replicate match 5
propose 1 "a"
propose 1 "b"
expect waiting 1->2 append 2
expect progress 1->2 next 8 in-flight 2
stabilize
expect commands 2 "e1.1" "e2.1" "e3.1" "e4.2" "a" "b"
