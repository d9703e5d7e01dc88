# Section 6.4 of the thesis: a leader answers a read when a majority has confirmed that it still leads.
nodes 3
campaign 1
stabilize
propose 1 "a"
stabilize
read 1
expect granted 1 1 none
deliver heartbeat
deliver 2->1
expect granted 1 1 2
# A follower asks its leader.
read 3
stabilize
expect granted 3 2 2
# A leader that was replaced gets no confirmation.
partition 1 | 2,3
read 1
stabilize
campaign 2
stabilize
propose 2 "b"
stabilize
expect granted 1 3 none
heal
tick 1
stabilize
expect granted 1 3 none
