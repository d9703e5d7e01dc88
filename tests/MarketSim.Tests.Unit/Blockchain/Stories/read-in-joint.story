# In a joint configuration a read needs both majorities to confirm the leader.
nodes 3
join 4
join 5
campaign 1
stabilize
configure 1 voters 1,4,5 until-left
stabilize
expect committed 1 2
expect outgoing 1 1,2,3
cut 1->2
cut 1->3
read 1
stabilize
expect granted 1 1 none
heal
cut 1->4
cut 1->5
read 1
stabilize
expect granted 1 2 none
heal
read 1
stabilize
expect granted 1 3 2
