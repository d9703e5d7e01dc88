# A vote leaves only when it is on the disk: forgotten by a crash, it was never given.
nodes 3
hold disk 3
campaign 1
deliver 1->3
expect vote 3 1
expect waiting 3->1 0
crash 3
restart 3
expect vote 3 none
campaign 2
deliver 2->3
expect vote 3 2
expect waiting 3->2 vote-reply 1
# The candidate too asks only when its own vote is safe.
hold disk 1
campaign 1
expect waiting 1->2 vote 1
crash 1
drop
restart 1
expect term 1 1
expect vote 1 1
