# Section 3.10 of the thesis: hand over to a node that has the whole log.
nodes 3
option pre-vote on
option check-quorum on
campaign 1
stabilize
transfer 1->2
expect verdict accepted
stabilize
expect leader 2
expect term all 2
transfer 2->2
expect verdict invalid
transfer 1->3
expect verdict not-leader
