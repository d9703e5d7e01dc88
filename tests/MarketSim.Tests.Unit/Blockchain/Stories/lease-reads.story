# With a lease a leader answers at once, while no voter can have deserted it; without one it asks.
nodes 3
option check-quorum on
option lease-reads on
campaign 1
stabilize
read 1
stabilize
expect granted 1 1 1
tick 1
stabilize
read 1
expect granted 1 2 1
# Cut off, its lease ends before the patience of its voters.
partition 1 | 2,3
tick 1 8
read 1
expect granted 1 3 none
