# A follower that needs entries which are gone is sent the state instead.
nodes 3
campaign 1
stabilize
partition 1,2 | 3
propose 1 "a"
propose 1 "b"
stabilize
snapshot 1
expect first 1 4
expect snapshot 1 3
heal
tick 1
stabilize
expect snapshot 3 3
expect commands 3 "a" "b"
expect first 3 4
propose 1 "c"
stabilize
expect commands all "a" "b" "c"
expect progress 1->3 replicate match 4
