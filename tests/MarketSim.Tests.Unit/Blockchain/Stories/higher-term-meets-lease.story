# A node that ran ahead alone cannot take the lead from those who hear their leader; nor may it stay outside for ever.
nodes 3
option check-quorum on
campaign 1
stabilize
partition 1,2 | 3
tick 3 20
campaign 3
campaign 3
expect role 3 candidate
option pre-vote on
heal
run 1
expect term 3 4
# Its answer to a heartbeat of term 1 was a refusal of term 4: the leader knows now that it is one of the past.
expect role 1 follower
expect term 1 4
expect leader none
run 40
expect committed all 2
expect safe
