# Figure 8 (e): once the leader has brought an entry of its own term to a majority, what comes before is committed with it.
nodes 5
log 1 terms 1,2
log 2 terms 1,2
log 3 terms 1
log 4 terms 1
log 5 terms 1,3
term 3 3
vote 3 5
term 4 3
vote 4 5
term 1 3
term 2 3
campaign 1
stabilize 1,2,3
expect leader 1
expect committed 1 3
crash 1
drop
# S5 cannot win any more: S2 and S3 have an entry of term 4.
campaign 5
stabilize
campaign 5
stabilize
expect no leader
campaign 2
stabilize
expect leader 2
expect log 5 terms 1,2,4,6
