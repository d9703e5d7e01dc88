# A vote outlives its node: in one term it is given once.
nodes 3
bootstrap index 1 term 1
campaign 1
deliver 1->3
drop 3->1
crash 3
restart 3
expect term 3 2
expect vote 3 1
campaign 2
deliver 2->3
deliver 3->2
expect role 2 candidate
expect vote 3 1
crash 1
drop
restart 1
expect vote 1 1
# Node 1 asks once more, in the next term.
campaign 1
stabilize
expect leader 1
expect term all 3
