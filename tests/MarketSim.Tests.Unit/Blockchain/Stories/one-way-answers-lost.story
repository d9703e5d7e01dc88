# A leader that is heard but hears nothing must go: it could commit nothing, and its heartbeats would hold the others back for ever.
nodes 3
option check-quorum on
option pre-vote on
campaign 1
stabilize
run 10
cut 2->1
cut 3->1
propose 1 "never acknowledged"
run 20
expect role 1 follower
expect committed 1 1
run 60
# The others elect one of themselves; what reached them stays.
expect committed 1 1
expect commands 2 "never acknowledged"
expect commands 3 "never acknowledged"
heal
run 40
expect commands 1 "never acknowledged"
expect safe
