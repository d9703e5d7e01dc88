# Figure 8 (e) from the beginning: once an entry of term 4 is on a majority, nobody without it can win.
nodes 5
bootstrap index 1 term 1
campaign 1
deliver vote
deliver vote-reply
expect leader 1
drop
crash 1
campaign 5
deliver 5->3
deliver 5->4
deliver vote-reply
expect leader 5
drop
crash 5
restart 1
campaign 1
drop
campaign 1
deliver vote
deliver vote-reply
expect leader 1
# Entries 2 (term 2) and 3 (term 4) reach S2 and S3: both are final.
stabilize 1,2,3
expect committed 1 3
drop
crash 1
restart 5
campaign 5
drop
campaign 5
stabilize
expect role 5 candidate
expect vote 2 none
expect vote 3 none
campaign 2
stabilize
expect leader 2
expect log 5 terms 2,4,6
expect log 4 terms 2,4,6
