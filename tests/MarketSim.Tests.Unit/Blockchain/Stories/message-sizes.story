# Bytes a message: what does not fit goes with the next; a larger entry goes alone.
nodes 2
limit bytes-per-message 10
limit in-flight 1
campaign 1
stabilize
propose 1 "aaaa"
propose 1 "bbbb"
propose 1 "cccc"
propose 1 "long" size 50
deliver 1->2
deliver 2->1
expect waiting 1->2 append 1
stabilize
expect last 2 5
