# The mistake of the thesis in changing one member at a time (Ongaro, 2015): a new leader changes nothing before it has committed.
nodes 4
join 5
campaign 1
stabilize
# Node 1 takes node 5 in; nobody but node 5 hears of it.
configure 1 add 5
drop 1->2
drop 1->3
drop 1->4
partition 1,5 | 2,3,4
stabilize
expect last 5 2
# Node 2 leads with 3 and 4. Could it remove node 1 now, 2 and 3 would decide without 1, 4 and 5.
campaign 2
deliver vote
deliver vote-reply
expect leader 2
configure 2 remove 1
expect verdict change-pending
stabilize
expect committed 2 2
configure 2 remove 1
expect verdict accepted
stabilize
expect committed 2 3
expect voters 2 2,3,4
# Node 1 with node 5 and node 4 would have been a majority of five: node 4 has the newer log now.
# Nobody tells node 1. What it sends is refused.
heal
propose 1 "x"
stabilize
expect role 1 follower
expect term 1 2
campaign 1
stabilize
expect role 1 follower
expect vote 4 none
expect voters 1 1,2,3,4,5
expect safe
