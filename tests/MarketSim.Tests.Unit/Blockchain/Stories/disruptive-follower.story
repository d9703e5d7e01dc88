# etcd/raft's disruptive follower: slow to hear, it times out, and its newer term deposes the leader through a refused heartbeat.
nodes 3
bootstrap index 1 term 1
option check-quorum on
timeout 3 11
campaign 1
stabilize
tick 3 11
expect role 3 candidate
expect term 3 3
# The others heard their leader lately and do not listen.
deliver 3->1
deliver 3->2
expect term 1 2
expect term 2 2
# The leader's heartbeat is refused with the newer term.
tick 1
deliver 1->3 heartbeat
deliver 3->1
expect role 1 follower
expect term 1 3
expect vote 1 none
drop
# Now they listen: the leader of the past and, when it has waited, node 2.
tick 2 10
campaign 3
stabilize
expect leader 3
expect term all 4
