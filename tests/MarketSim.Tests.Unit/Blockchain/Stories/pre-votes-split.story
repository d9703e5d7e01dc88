# Two candidates pass the question whether they could win, and split the votes; a third term decides.
nodes 3
option pre-vote on
bootstrap index 1 term 1
campaign 1
stabilize
crash 1
campaign 2
campaign 3
expect role 2 pre-candidate
expect role 3 pre-candidate
deliver pre-vote
deliver pre-vote-reply
expect role 2 candidate
expect role 3 candidate
expect term 2 3
expect term 3 3
stabilize
# Each has its own vote and no other.
expect role 2 candidate
expect role 3 candidate
campaign 2
stabilize
campaign 2
stabilize
expect leader 2
