# A leader of two nodes, one of them behind: entries of old terms are final with the first of its own, not before.
nodes 3
limit entries-per-message 2
log 1 terms 1,2,2,3
log 2 terms 1
log 3 terms 1
term 2 3
term 3 3
campaign 1
deliver vote
deliver vote-reply
expect leader 1
deliver 1->2
deliver 2->1
deliver 1->2
deliver 2->1
expect progress 1->2 match 3
expect committed 1 0
deliver 1->2
deliver 2->1
expect progress 1->2 match 5
expect committed 1 5
stabilize
expect committed all 5
expect log 3 terms 1,2,2,3,4
