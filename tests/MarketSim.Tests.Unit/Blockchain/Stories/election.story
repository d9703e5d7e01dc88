# Section 5.2: a follower that hears nothing campaigns, and a majority makes it leader.
nodes 3
timeout 1 12
tick 1 11
expect role 1 follower
tick 1
expect role 1 candidate
expect term 1 1
deliver
expect vote 2 1
expect vote 3 1
deliver
expect leader 1
stabilize
# Its first entry is empty: by it the leader may commit what came before.
expect committed all 1
expect follows 3 1
