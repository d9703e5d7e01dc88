# Figure 8 from the beginning, nothing put into a log: an entry of an old term on a majority may still be replaced.
nodes 5
bootstrap index 1 term 1
limit entries-per-message 1
# (a) S1 leads term 2; its entry 2 reaches nobody in time.
campaign 1
deliver vote
deliver vote-reply
expect leader 1
expect last 1 2
drop
crash 1
# (b) S5 leads term 3 with the votes of S3 and S4, and takes another entry 2.
campaign 5
deliver 5->3
deliver 5->4
deliver vote-reply
expect leader 5
expect term 5 3
drop
crash 5
# (c) S1 is back, leads term 4, and brings its entry of term 2 to S2 and S3.
restart 1
campaign 1
drop
campaign 1
expect term 1 4
deliver vote
deliver vote-reply
expect leader 1
deliver 1->2
deliver 1->3
deliver append-reply
deliver 1->2
deliver 1->3
deliver append-reply
expect log 2 terms 2
expect log 3 terms 2
# On S1, S2 and S3, and not committed: it is not of term 4.
expect committed 1 1
# (d) S1 stops; S5 wins term 5, for its last term, 3, is above 2.
crash 1
drop
restart 5
campaign 5
drop
campaign 5
expect term 5 5
stabilize
expect leader 5
expect log 2 terms 3,5
expect log 3 terms 3,5
restart 1
tick 5
stabilize
expect log 1 terms 3,5
expect committed all 3
