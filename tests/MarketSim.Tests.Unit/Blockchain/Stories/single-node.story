# A cluster of one is its own majority, as soon as its own vote and entries are on its disk.
nodes 1
hold disk 1
campaign 1
expect role 1 candidate
release disk 1
expect leader 1
expect committed 1 1
hold disk 1
propose 1 "a"
expect last 1 2
expect committed 1 1
expect commands 1 none
release disk 1
expect committed 1 2
expect commands 1 "a"
read 1
expect granted 1 1 2
