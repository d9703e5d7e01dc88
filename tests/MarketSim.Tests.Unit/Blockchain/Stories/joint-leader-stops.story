# A leader stops in the middle of a joint change: the next one has the joint entry, commits it, and leaves by itself.
nodes 3
join 4
join 5
campaign 1
stabilize
configure 1 voters 3,4,5
deliver 1->2
deliver 1->3
deliver 1->4
deliver 1->5
# All have been sent something; nothing is committed.
expect committed 1 1
crash 1
drop
expect outgoing 3 1,2,3
campaign 3
stabilize
# Of the old 2 and 3, of the new only 3 has the entry, but 4 and 5 give their votes.
expect leader 3
expect outgoing 3 none
expect voters all 3,4,5
expect safe
