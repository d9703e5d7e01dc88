# A hand-over ends when its target is no voter any more, or when somebody else leads.
nodes 4
bootstrap index 1 term 1
campaign 1
stabilize
crash 4
propose 1 "a"
stabilize
transfer 1->4
expect verdict accepted
# No change of members begins while it lasts.
configure 1 remove 4
expect verdict busy
propose 1 "b"
expect verdict busy
# Another candidate's newer term ends it.
campaign 2
stabilize
expect leader 2
expect term all 3
propose 2 "c"
expect verdict accepted
stabilize
expect commands all "a" "c"
