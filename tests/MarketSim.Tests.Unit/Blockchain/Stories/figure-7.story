# Figure 7: the leader of term 8 meets six followers whose logs lack entries, have others, or both.
nodes 7
log 1 terms 1*3,4,4,5,5,6*3
log 2 terms 1*3,4,4,5,5,6,6
log 3 terms 1*3,4
log 4 terms 1*3,4,4,5,5,6*4
log 5 terms 1*3,4,4,5,5,6*3,7,7
log 6 terms 1*3,4*4
log 7 terms 1*3,2*3,3*5
term 1 7
campaign 1
# (a), (b), (e) and (f) vote; (c) and (d) have newer logs and do not.
stabilize
expect leader 1
expect term all 8
expect vote 4 none
expect vote 5 none
expect log 1 terms 1*3,4,4,5,5,6*3,8
expect log 2 terms 1*3,4,4,5,5,6*3,8
expect log 3 terms 1*3,4,4,5,5,6*3,8
expect log 4 terms 1*3,4,4,5,5,6*3,8
expect log 5 terms 1*3,4,4,5,5,6*3,8
expect log 6 terms 1*3,4,4,5,5,6*3,8
expect log 7 terms 1*3,4,4,5,5,6*3,8
expect committed all 11
