# A follower refuses a command and names its leader; a read it passes on. Before a leader is known it can only refuse.
nodes 3
propose 2 "early"
expect verdict not-leader
campaign 1
stabilize
propose 2 "buy 5"
expect verdict not-leader
expect leader 1
expect last all 1
propose 1 "buy 5"
expect verdict accepted
stabilize
expect committed all 2
read 2
stabilize
expect granted 2 1 2
