# A pre-candidate that hears its leader follows again; its questions change no term and no vote.
nodes 3
option pre-vote on
option check-quorum on
bootstrap index 1 term 1
campaign 1
stabilize
run 3
partition 1,2 | 3
tick 3 25
expect role 3 pre-candidate
expect term 3 2
heal
tick 1
deliver heartbeat
expect role 3 follower
expect follows 3 1
stabilize
expect leader 1
expect term all 2
expect vote 2 1
