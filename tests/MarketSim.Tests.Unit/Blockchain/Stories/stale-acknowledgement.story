# An answer of an older term says nothing about the log of today.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
propose 1 "a"
deliver 1->2 append
expect waiting 2->1 append-reply 1
delay 2->1
# Node 1 stops with that answer under way; node 2 leads term 3 for a moment.
crash 1
drop 1->3
campaign 2
deliver 2->3
deliver 3->2
expect leader 2
crash 2
drop 2->3
restart 1
# Node 3 has given its vote for term 3 away; node 1 wins term 4.
campaign 1
drop 1->2
deliver 1->3
deliver 3->1
expect role 1 candidate
campaign 1
deliver 1->3
deliver 3->1
expect leader 1
expect term 1 4
# The answer that node 2 gave in term 2 arrives now.
deliver 2->1 append-reply
expect progress 1->2 probe match 0
expect committed 1 2
stabilize
expect committed 1 4
