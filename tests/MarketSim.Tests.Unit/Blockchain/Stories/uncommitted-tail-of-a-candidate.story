# A node with a longer log of an old term: a heartbeat does not commit what only it has, and the new leader replaces it.
nodes 3
log 1 terms 1,1
log 2 terms 1,1
log 3 terms 1,1,1,1
term 1 1
campaign 1
deliver 1->2
deliver 2->1 vote-reply
expect leader 1
stabilize 1,2
expect committed 1 3
expect committed 2 3
tick 1
deliver 1->3 heartbeat
expect committed 3 0
stabilize
expect log 3 terms 1,1,2
expect committed all 3
