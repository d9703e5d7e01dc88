# Section 5.2: two candidates share the votes of four; nobody wins, and the next term decides.
nodes 4
campaign 1
campaign 2
deliver 1->3
deliver 2->4
stabilize
expect no leader
expect term all 1
campaign 1
stabilize
expect leader 1
expect term all 2
