# A leader may change its mind about whom to hand over to; the last one counts.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
cut 1->3
propose 1 "a"
stabilize
transfer 1->3
expect verdict accepted
expect waiting timeout-now 0
transfer 1->2
expect verdict accepted
stabilize
expect leader 2
heal
tick 2
stabilize
expect commands all "a"
# Nobody outside, no learner, not itself.
transfer 2->2
expect verdict invalid
