# A leader that is not in the new configuration leads until that is committed, and does not count itself.
nodes 3
join 4
campaign 1
stabilize
configure 1 voters 2,3,4 joint
expect outgoing 1 1,2,3
expect leader 1
# Joint: 1 and 2 of the old, 2 and 4 of the new.
cut 1->3
drop 1->3
stabilize 1,2
expect committed 1 1
stabilize
# Node 4 came along, the joint configuration is committed, and so is the one without node 1, by 2 and 4.
expect voters 2 2,3,4
expect outgoing 2 none
expect committed 1 3
expect role 1 follower
campaign 1
expect role 1 follower
heal
campaign 2
stabilize
expect leader 2
expect committed 4 4
