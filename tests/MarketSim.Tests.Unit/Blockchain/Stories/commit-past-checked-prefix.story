# A follower may commit only what this append has compared: what it has beyond may be another leader's.
nodes 3
# Node 2 has two entries of a dead leader of term 2, which nobody else has. The leader of term 3 has committed four.
log 1 terms 1,1,3,3
log 2 terms 1,1,2,2
log 3 terms 1,1,3,3
term 2 3
# An append about entry 2 alone, which agrees, and the leader's commit index: node 2 commits 2, not the dead leader's 3 and 4.
send 1->2 append term 3 after 1/1 terms 1 commit 4
deliver
expect log 2 terms 1,1,2,2
expect committed 2 2
# The same without entries.
send 1->2 append term 3 after 2/1 commit 4
deliver
expect committed 2 2
# The next one replaces the dead leader's entries.
send 1->2 append term 3 after 2/1 terms 3 commit 4
deliver
expect log 2 terms 1,1,3
expect committed 2 3
