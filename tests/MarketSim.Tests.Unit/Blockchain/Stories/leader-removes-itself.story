# A leader that is voted out leads until that is committed, and then steps down.
nodes 3
campaign 1
stabilize
configure 1 remove 1
expect leader 1
expect voters 1 2,3
# Its own copy does not count any more.
deliver 1->2
deliver 2->1
expect committed 1 1
deliver 1->3
deliver 3->1
expect role 1 follower
stabilize
expect committed 2 2
campaign 1
expect role 1 follower
campaign 2
stabilize
expect leader 2
