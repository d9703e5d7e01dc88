# Section 6.3 of the thesis: a client whose answer was lost asks again; the log holds its command twice, the machines execute it once.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
propose 1 "buy 5" client 7 number 1
stabilize 1,2
deliver 1->3
# Committed and executed; the answer to the client is lost with the leader.
expect commands 1 "buy 5"
crash 1
drop
campaign 2
stabilize
expect leader 2
propose 2 "buy 5" client 7 number 1
stabilize
expect committed 2 5
expect commands 2 "buy 5"
expect commands 3 "buy 5"
# Another client's first command, and the next one of this client, are others.
propose 2 "buy 5" client 8 number 1
propose 2 "sell 2" client 7 number 2
stabilize
expect commands 3 "buy 5" "buy 5" "sell 2"
# A snapshot carries the table of clients: node 1 learns the state from it, and skips a late copy like the others.
snapshot 2
snapshot 3
restart 1
tick 2
stabilize
expect snapshot 1 7
propose 2 "sell 2" client 7 number 2
propose 2 "buy 5" client 7 number 1
stabilize
expect commands all "buy 5" "buy 5" "sell 2"
expect committed all 9
