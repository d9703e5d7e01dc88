# A new leader answers no read before it has committed an entry of its own term: it does not know yet what is final.
nodes 3
log 1 terms 1,1
log 2 terms 1,1
log 3 terms 1
campaign 1
deliver vote
deliver vote-reply
expect leader 1
read 1
deliver heartbeat
expect granted 1 1 none
stabilize
expect committed 1 3
expect granted 1 1 3
