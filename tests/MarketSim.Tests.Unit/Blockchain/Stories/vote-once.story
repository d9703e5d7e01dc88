# Section 5.2: a node votes once in a term, first come, first served; so two candidates never both win it.
nodes 3
campaign 1
campaign 2
deliver 1->3
deliver 2->3
expect vote 3 1
# The same candidate may ask again: its answer may have been lost.
send 1->3 vote term 1 last 0/0
deliver 1->3
drop 3->1 #1
stabilize
expect leader 1
expect role 2 follower
