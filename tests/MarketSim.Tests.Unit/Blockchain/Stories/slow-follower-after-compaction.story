# A few entries kept before the snapshot spare a follower that is a little behind the whole state.
nodes 3
campaign 1
stabilize
cut 1->3
propose 1 "a"
stabilize
snapshot 1 keep 5
heal
tick 1
stabilize
expect snapshot 3 none
expect commands 3 "a"
