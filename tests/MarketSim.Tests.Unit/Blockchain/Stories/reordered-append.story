# An append that comes late, or twice, shortens nothing.
nodes 2
limit entries-per-message 1
campaign 1
stabilize
propose 1 "a"
propose 1 "b"
duplicate 1->2 #1
deliver 1->2 #1
deliver 1->2 #1
expect last 2 3
# The copy of the first append arrives last.
deliver 1->2 #1
expect last 2 3
stabilize
expect commands all "a" "b"
