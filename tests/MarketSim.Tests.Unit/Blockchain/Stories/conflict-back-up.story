# Page 7: a refusal names a term, so that the leader skips a whole term at each question, not an entry.
nodes 3
log 1 terms 1,4*6
log 2 terms 1,2*9,3*9
log 3 terms 1,4*6
campaign 1
deliver vote
deliver 3->1 vote-reply
deliver 1->2 append #1
deliver 2->1 append-reply
# One question went, and the next is about entry 1 already.
expect progress 1->2 probe next 2
stabilize
expect log 2 terms 1,4*6,5
expect committed all 8
