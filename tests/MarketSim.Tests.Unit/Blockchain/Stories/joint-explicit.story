# One that stays until it is left takes no other change meanwhile.
nodes 3
join 4
campaign 1
stabilize
configure 1 voters 1,2,4 until-left
stabilize
expect outgoing all 1,2,3
configure 1 add 3
expect verdict change-pending
propose 1 "both"
stabilize
expect commands all "both"
leave 1
expect verdict accepted
expect outgoing 1 none
stabilize
expect voters 4 1,2,4
leave 1
expect verdict invalid
