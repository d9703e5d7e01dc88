# Messages that overtake each other, and a disk that holds a term back, never give a term two leaders.
nodes 3
bootstrap index 10 term 1 voters 1,2,3
expect committed all 10
expect first 1 11
commit 1 10
campaign 1
delay 1->2
deliver 1->3
deliver 3->1 vote-reply
expect leader 1
campaign 2
stabilize
expect safe
run 3
expect leader 1
expect term all 2
