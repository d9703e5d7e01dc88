# Section 5.2: a candidate that hears from the winner of its own term follows, and keeps its vote.
nodes 3
bootstrap index 1 term 1
campaign 1
campaign 2
deliver 1->3
deliver 3->1
expect leader 1
deliver 2->3
deliver 3->2
expect role 2 candidate
deliver 1->2 append
expect role 2 follower
expect follows 2 1
expect vote 2 2
expect term 2 2
stabilize
expect leader 1
expect committed all 2
