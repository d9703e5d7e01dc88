# The last append is lost and nothing new is proposed: an answered heartbeat finds it out.
nodes 3
campaign 1
stabilize
propose 1 "a"
drop append
expect waiting 0
expect progress 1->2 replicate match 1 next 3
tick 1
stabilize
expect commands all "a"
