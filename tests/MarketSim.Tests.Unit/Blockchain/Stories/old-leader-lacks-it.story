# Figure 8 (e) while the leader of term 3 still runs, cut off: it may lack what a later term commits.
nodes 5
bootstrap index 1 term 1
campaign 1
deliver vote
deliver vote-reply
expect leader 1
drop
crash 1
# S5 leads term 3 with S3 and S4, and reaches nobody else any more.
campaign 5
deliver 5->3
deliver 5->4
deliver vote-reply
expect leader 5
drop
partition 5 | 1,2,3,4
restart 1
campaign 1
stabilize
expect term 1 3
campaign 1
stabilize
expect leader 1
expect term 1 4
# The entry of term 2 is final now, by an entry of term 4. Node 5, leader of term 3, has another one there and commits nothing.
expect committed 1 3
expect log 1 terms 2,4
expect role 5 leader
expect log 5 terms 3
propose 5 "too late"
heal
tick 5
stabilize
expect role 5 follower
tick 1
stabilize
expect log 5 terms 2,4
expect committed all 3
expect commands all none
