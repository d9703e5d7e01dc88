# Section 5.3: the leader skips a whole term at each refusal; a tail of twenty entries costs two questions more.
nodes 3
log 1 terms 1,1,1,5,5,5
log 2 terms 1,1,1,2*10,3*10
log 3 terms 1,1,1,5,5,5
term 2 5
campaign 1
stabilize 1,3
expect leader 1
deliver vote
drop 2->1
expect waiting 1->2 append 1
deliver 1->2 append
# Asked after 6/5 it has a 2 there: it names the end of that term as where they may agree.
expect waiting 2->1 append-reply 1
deliver 2->1
deliver 1->2
deliver 2->1
expect progress 1->2 match 7
expect log 2 terms 1,1,1,5,5,5,6
stabilize
expect committed all 7
