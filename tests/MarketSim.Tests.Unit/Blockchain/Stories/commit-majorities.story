# Sections 5.3 and 5.4: two of five are not enough, three are; what is committed survives every later leader.
nodes 5
campaign 1
stabilize
propose 1 "a"
deliver 1->2
deliver 2->1
expect committed 1 1
deliver 1->3
deliver 3->1
expect committed 1 2
crash 1
drop
# Node 5 lacks it and cannot win against 2 and 3.
campaign 5
stabilize
expect no leader
campaign 3
stabilize
expect leader 3
expect log 5 terms 1,1,3
