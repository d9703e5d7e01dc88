# Where the leader is gone, a majority would vote, and then does.
nodes 3
option pre-vote on
campaign 1
stabilize
crash 1
campaign 2
deliver 2->3
expect term 3 1
expect vote 3 1
deliver 3->2
expect role 2 candidate
expect term 2 2
stabilize
expect leader 2
