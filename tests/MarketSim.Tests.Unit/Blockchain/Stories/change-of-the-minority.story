# A leader without a majority adds a member; the majority's next leader knows nothing of that, and adds it again.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
partition 1 | 2,3
configure 1 add 4
expect voters 1 1,2,3,4
expect committed 1 2
campaign 2
stabilize
expect leader 2
propose 2 "x"
stabilize
heal
tick 2
stabilize
expect role 1 follower
expect voters 1 1,2,3
expect log 1 terms 2,3,3
configure 2 add 4
stabilize
expect voters all 1,2,3,4
expect committed 1 5
# Node 4 starts now, and is brought up to date.
join 4
tick 2
stabilize
expect commands 4 "x"
expect voters 4 1,2,3,4
propose 2 "y"
stabilize
expect commands all "x" "y"
# A cluster of four goes on without one, and without two it does not.
crash 1
propose 2 "z"
stabilize
expect commands 4 "x" "y" "z"
crash 3
propose 2 "waits"
stabilize
expect committed 2 7
