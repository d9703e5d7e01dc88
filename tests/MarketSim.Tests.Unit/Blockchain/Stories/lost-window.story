# Everything that may be under way is lost: a heartbeat's answer lets one more message go, and the rest follows.
nodes 2
bootstrap index 1 term 1
limit in-flight 3
limit entries-per-message 1
campaign 1
stabilize
propose 1 "a" times 8
expect waiting 1->2 append 3
expect progress 1->2 replicate paused on in-flight 3
drop
tick 1
deliver
deliver
expect waiting 1->2 append 1
stabilize
expect progress 1->2 replicate match 10
expect commands 2 "a1" "a2" "a3" "a4" "a5" "a6" "a7" "a8"
