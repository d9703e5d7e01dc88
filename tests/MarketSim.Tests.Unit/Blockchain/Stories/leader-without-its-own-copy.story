# A leader's disk hangs while its followers write: what they have is committed without its own copy, and survives it.
nodes 3
bootstrap index 1 term 1
campaign 1
stabilize
hold disk 1
propose 1 "a"
stabilize
expect committed 1 3
expect durable 1 2
# Committed, and not executed here: its own log could still forget it.
expect commands 1 none
expect commands 2 "a"
crash 1
restart 1
expect last 1 2
campaign 1
stabilize
# Its log is too old for both.
expect role 1 follower
expect vote 2 none
campaign 2
stabilize
expect leader 2
expect commands all "a"
