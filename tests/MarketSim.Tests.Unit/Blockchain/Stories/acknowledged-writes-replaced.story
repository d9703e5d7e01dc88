# A write that ends after its entries were cut off proves nothing about those in their place, even if they are the same again.
nodes 7
campaign 1
stabilize
# Entry 2 of term 1 reaches nodes 2 and 4; node 2's disk is slow.
hold disk 2
propose 1 "a"
deliver 1->2
deliver 1->4
crash 1
drop
expect durable 2 1
# Term 2: nodes 3, 5, 6 and 7 elect node 3, which replaces entry 2 on node 2 and reaches nobody else.
campaign 3
deliver vote
deliver vote-reply
expect leader 3
deliver 3->2 append
expect log 2 terms 1,2
crash 3
drop
# Term 3: nodes 5, 6 and 7 elect node 4, which still has "a": node 2 takes it back.
campaign 4
deliver vote
deliver vote-reply
expect leader 4
deliver 4->2 append
deliver 2->4
deliver 4->2 append
expect log 2 terms 1,1,3
# The first of its three writes is done. On the disk the second comes next, with another entry 2: nothing is safe yet.
release disk 2 1
expect durable 2 1
release disk 2
expect durable 2 3
stabilize
expect commands 2 "a"
