# A snapshot goes out, and an answer comes late that makes it needless: from there on the log is enough, however far the snapshot goes.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
propose 1 "a"
propose 1 "b"
propose 1 "c"
# The third append overtakes the others on its way to node 3, and comes once more after them.
duplicate 1->3 #3
deliver 1->3 #3
deliver 1->3
expect last 3 5
# A refusal, and three acknowledgements; they are slow.
expect waiting 3->1 append-reply 4
propose 1 "d"
drop 1->3
deliver 1->2
deliver 2->1
expect committed 1 6
snapshot 1 keep 2
expect first 1 5
drop 1->3
deliver 3->1 #1
expect progress 1->3 snapshot match 2
expect waiting 1->3 snapshot 1
# As far as node 1 knows entries 3 and 4 are missing, and it has them no more. The last answer says otherwise.
drop 1->3
deliver 3->1 #3
expect progress 1->3 replicate match 5
stabilize
expect commands 3 "a" "b" "c" "d"
expect snapshot 3 1
