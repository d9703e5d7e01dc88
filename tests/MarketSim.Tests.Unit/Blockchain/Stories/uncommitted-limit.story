# A leader that cannot commit takes only so much.
nodes 3
limit uncommitted-bytes 20
campaign 1
stabilize
partition 1 | 2,3
propose 1 "0123456789"
propose 1 "0123456789"
expect verdict accepted
propose 1 "x"
expect verdict busy
heal
tick 1
stabilize
propose 1 "x"
expect verdict accepted
# A first one is taken, however large.
stabilize
propose 1 "large" size 1000
expect verdict accepted
propose 1 "x"
expect verdict busy
