# A read that waits for a new leader's first commit is never answered if that does not come in time.
nodes 3
campaign 1
stabilize
propose 1 "a"
stabilize
campaign 2
deliver vote
deliver vote-reply
expect role 2 leader
# The new leader has "a" but cannot know that it is final.
read 2
expect granted 2 1 none
drop
partition 2 | 1,3
campaign 3
stabilize
campaign 3
stabilize
expect leader 3
propose 3 "b"
stabilize
heal
stabilize
tick 3
stabilize
expect role 2 follower
expect commands 2 "a" "b"
expect granted 2 1 none
