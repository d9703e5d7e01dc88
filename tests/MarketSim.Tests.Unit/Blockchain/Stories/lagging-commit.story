# A follower that has the entries and not the news that they are committed hears of it with a heartbeat.
nodes 3
campaign 1
stabilize
propose 1 "a"
deliver 1->2
deliver 2->1
deliver 1->3 #1
drop 3->1
drop 1->3
expect committed 1 2
expect committed 3 1
expect last 3 2
tick 1
stabilize
expect committed 3 2
