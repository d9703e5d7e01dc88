# Section 4.2.3 of the thesis: nodes that heard from their leader lately do not listen to a candidate.
nodes 3
option check-quorum on
timeout 1 15
timeout 2 15
campaign 1
stabilize
cut 1->3
campaign 3
deliver 3->2
expect term 2 1
expect vote 2 1
deliver 3->1
expect leader 1
expect term 1 1
# When their leader has been silent for an election timeout they do.
tick 2 10
campaign 3
deliver 3->2
expect term 2 3
expect vote 2 3
