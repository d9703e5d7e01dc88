# Figure 8: an entry of an old term is on a majority, and may still be overwritten: it is not committed by counting.
nodes 5
limit entries-per-message 1
# (a) S1 led term 2; its entry 2 got nowhere yet. (b) S5 led term 3 with the votes of S3 and S4, and took another entry 2.
log 1 terms 1,2
log 2 terms 1
log 3 terms 1
log 4 terms 1
log 5 terms 1,3
term 1 3
term 2 3
term 3 3
vote 3 5
term 4 3
vote 4 5
# (c) S1 leads term 4 and goes on to bring its entry of term 2 to S2 and S3.
campaign 1
deliver vote
deliver vote-reply
expect leader 1
expect term 1 4
deliver 1->2
deliver 1->3
deliver append-reply
deliver 1->2
deliver 1->3
deliver append-reply
expect log 2 terms 1,2
expect log 3 terms 1,2
expect progress 1->2 match 2
expect progress 1->3 match 2
# S1, S2 and S3 have entry 2, of term 2. The leader of term 4 must not call it committed.
expect committed 1 0
# (d) S1 crashes before its entry of term 4 has left. S5 wins term 5: its last term, 3, is above 2.
crash 1
drop
campaign 5
stabilize
expect leader 5
# The entry of term 2 was on three of five, is overwritten everywhere, and was never final.
expect log 2 terms 1,3,5
expect log 3 terms 1,3,5
expect commands 3 "e1.1" "e2.3"
