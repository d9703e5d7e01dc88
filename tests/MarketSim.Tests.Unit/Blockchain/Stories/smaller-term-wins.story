# A node that was away in an older term brings an election to its end: what it is asked lifts its term.
nodes 3
option pre-vote on
campaign 1
stabilize
partition 3 | 1,2
propose 1 "a"
stabilize
campaign 2
stabilize
expect leader 2
expect term 2 2
expect term 3 1
propose 2 "b"
stabilize
crash 1
crash 2
restart 2
heal
campaign 3
stabilize
# Node 3's log is too old even for a pre-vote; the refusal lifts its term.
expect role 3 follower
expect term 3 2
campaign 2
stabilize
expect leader 2
expect term 3 3
expect commands 3 "a" "b"
