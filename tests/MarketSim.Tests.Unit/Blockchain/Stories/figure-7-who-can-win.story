# Figure 7, asked the other way: who of the seven could lead term 8? A vote goes to a log that is at least as new as the own one.
nodes 7
# Top, (a), (b), (c), (d), (e), (f).
log 1 terms 1*3,4,4,5,5,6*3
log 2 terms 1*3,4,4,5,5,6,6
log 3 terms 1*3,4
log 4 terms 1*3,4,4,5,5,6*4
log 5 terms 1*3,4,4,5,5,6*3,7,7
log 6 terms 1*3,4*4
log 7 terms 1*3,2*3,3*5
term 1 7
term 2 7
term 3 7
term 4 7
term 6 7
term 7 7
# (b) is followed by (f) alone.
campaign 3
stabilize
expect role 3 follower
expect vote 7 3
expect vote 6 none
# (e) by (b) and (f): three of seven.
campaign 6
stabilize
expect role 6 follower
expect vote 3 6
expect vote 7 6
# (f), the second longest, by nobody: its last term is 3.
campaign 7
stabilize
expect role 7 follower
expect vote 3 none
# (a) lacks an entry that the old leader had, and still wins: with (b), (e) and (f). That entry was on two of seven.
campaign 2
deliver vote
expect vote 1 none
expect vote 3 2
expect vote 4 none
expect vote 5 none
expect vote 6 2
expect vote 7 2
stabilize
expect leader 2
expect log 1 terms 1*3,4,4,5,5,6,6,11
expect log 5 terms 1*3,4,4,5,5,6,6,11
expect log 7 terms 1*3,4,4,5,5,6,6,11
expect committed all 10
