# The word to take over comes when the hand-over was given up long ago: the target loses, and what is final stays.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
transfer 1->2
expect waiting 1->2 timeout-now 1
delay timeout-now
cut 1->2
tick 1 10
propose 1 "a"
expect verdict accepted
stabilize 1,3
expect committed 1 3
deliver timeout-now
expect role 2 candidate
expect term 2 3
heal
deliver 2->3
deliver 2->1
# Both have a newer log.
expect vote 3 none
expect vote 1 none
expect role 1 follower
stabilize
expect role 2 follower
campaign 3
stabilize
expect leader 3
expect commands all "a"
