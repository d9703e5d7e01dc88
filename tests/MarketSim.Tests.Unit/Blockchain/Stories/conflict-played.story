# Three leaders leave three different ends behind; the fourth makes one log of them, term by term.
nodes 5
bootstrap index 1 term 1
campaign 1
stabilize
propose 1 "kept"
stabilize
expect committed all 3
# Node 1 takes three commands that nobody hears of.
partition 1 | 2,3,4,5
propose 1 "lost" times 3
expect log 1 terms 2,2,2*3
# Node 2 leads term 3, and tells only node 3 of two.
campaign 2
stabilize
expect leader 2
partition 2,3 | 4,5
propose 2 "also lost" times 2
stabilize
expect log 3 terms 2,2,3*3
expect committed 3 4
# Node 4 leads term 4 with node 5 and, back again, node 1.
heal
partition 2,3 | 1,4,5
campaign 4
deliver vote
deliver vote-reply
expect leader 4
expect log 1 terms 2*5
drop
propose 4 "kept too"
heal
stabilize
tick 4
stabilize
expect log 1 terms 2,2,3,4,4
expect log 2 terms 2,2,3,4,4
expect log 3 terms 2,2,3,4,4
expect committed all 6
expect commands all "kept" "kept too"
