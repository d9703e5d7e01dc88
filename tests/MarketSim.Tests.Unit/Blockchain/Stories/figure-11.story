# Figure 11: once the joint configuration is committed, neither the old nor the new nodes decide alone.
nodes 3
join 4
join 5
campaign 1
stabilize
configure 1 voters 1,4,5 until-left
cut 1->3
drop 1->3
stabilize
expect committed 1 2
expect outgoing 1 1,2,3
# Node 3 knows the old configuration only; its log is too old for node 2, who has the change.
crash 1
campaign 3
stabilize
expect role 3 candidate
expect vote 2 none
# Of the new nodes 4 wins only with somebody of the old ones.
cut 4->2
cut 4->3
campaign 4
stabilize
expect vote 5 4
expect role 4 candidate
heal
campaign 4
stabilize
expect leader 4
expect outgoing 4 1,2,3
leave 4
expect verdict accepted
# The new configuration counts at once: nodes 4 and 5 are enough to commit it.
stabilize 4,5
expect committed 4 4
expect outgoing 4 none
