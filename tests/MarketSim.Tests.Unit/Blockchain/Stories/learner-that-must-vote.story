# A learner that was promoted and does not know it yet votes when it is asked, or nobody could ever win.
nodes 3
bootstrap voters 1,2 learners 3
campaign 1
stabilize
cut 1->3
configure 1 promote 3
stabilize
expect voters 2 1,2,3
expect role 3 learner
crash 1
heal
campaign 2
stabilize
expect leader 2
expect role 3 follower
