# Reads that were asked one after the other are confirmed by one round; a later round confirms earlier ones too.
nodes 3
campaign 1
stabilize
read 1
propose 1 "a"
read 1
deliver 1->2
deliver 2->1
# Node 2 answered both rounds; the first read was asked before "a", and sees at least what was final then.
expect granted 1 1 1
expect committed 1 2
expect granted 1 2 1
read 2
stabilize
expect granted 2 3 2
# Nobody to ask: a node that knows no leader.
crash 1
tick 2 20
read 2
expect granted 2 4 none
