namespace MarketSim.Blockchain;

/// <summary>All words of stories, in the order in which one learns them.</summary>
public static class StoryWords
{
    /// <summary>The words.</summary>
    public static IReadOnlyList<StoryWord> All { get; } =
    [
        new("nodes", "N", "Starts nodes 1 to N; each story's first word.", "nodes 3"),
        new("join", "NODE", "Starts another node that knows nobody; configure then takes it in.", "join 4"),
        new("bootstrap", "[voters LIST] [learners LIST] [index I term T]", "Who is in the cluster at first; with an index all begin from a snapshot there.", "bootstrap voters 1,2 learners 3"),
        new("option", "NAME VALUE", "Sets pre-vote, check-quorum, lease-reads (on, off; off at first), election-ticks, heartbeat-ticks.", "option pre-vote on"),
        new("limit", "NAME N", "Sets entries-per-message, bytes-per-message, in-flight, uncommitted-bytes.", "limit entries-per-message 1"),
        new("timeout", "NODE TICKS", "Fixes a node's election timeout; otherwise drawn from [election-ticks, twice that).", "timeout 1 12"),
        new("log", "NODE terms LIST", "Puts entries of these terms into a node's log; a repeated term may be written 1*3.", "log 1 terms 1,1,2,4"),
        new("term", "NODE T", "Sets the newest term that a node has heard of.", "term 1 4"),
        new("vote", "NODE FOR", "Sets whom a node voted for in its term; 0 or none for nobody.", "vote 1 2"),
        new("commit", "NODE INDEX", "Sets how far a node knows its log to be committed.", "commit 1 3"),
        new("campaign", "NODE", "Lets a node stand for election now.", "campaign 1"),
        new("tick", "NODE|all [N]", "Lets N ticks pass on a node's clock, or everywhere, without delivering anything.", "tick 2 5"),
        new("run", "N", "N times: a tick everywhere, then all messages are delivered.", "run 10"),
        new("deliver", "[FROM->TO] [to N] [from N] [KIND] [#K]", "Delivers messages that wait now, all or those named; answers wait.", "deliver 1->2 append #1"),
        new("drop", "[FROM->TO] [to N] [from N] [KIND] [#K]", "Loses messages that wait now.", "drop 1->3"),
        new("duplicate", "[FROM->TO] [to N] [from N] [KIND] [#K]", "Sends messages that wait now once more.", "duplicate 1->2 append"),
        new("delay", "[FROM->TO] [to N] [from N] [KIND] [#K]", "Puts messages that wait now behind all others.", "delay 1->2 #1"),
        new("send", "FROM->TO append term T after I/T [terms LIST] [commit C] | vote term T last I/T | heartbeat term T commit C", "Puts a message on its way as some node could have sent it.", "send 1->2 append term 3 after 1/1 terms 1 commit 4"),
        new("stabilize", "[LIST]", "Delivers until nothing waits; with a list only among those nodes.", "stabilize 1,2"),
        new("propose", "NODE TEXT [times N] [size BYTES] [client C number K]", "Offers a command to a node; a client's command is executed once, however often it is offered.", "propose 1 \"buy 5\""),
        new("read", "NODE", "Asks a node for a linearizable read; reads are numbered from 1.", "read 1"),
        new("hold", "disk NODE", "From now on nothing that a node writes becomes durable.", "hold disk 2"),
        new("release", "disk NODE [N]", "The disk is well again; with a number only that many writes come through.", "release disk 2"),
        new("crash", "NODE", "Stops a node; what was not durable is lost.", "crash 1"),
        new("restart", "NODE", "Starts a node from its disk.", "restart 1"),
        new("snapshot", "NODE [keep N]", "Replaces what a node has applied by a snapshot, keeping N entries before it.", "snapshot 1 keep 2"),
        new("fail-snapshot", "FROM->TO", "Tells a leader that its snapshot did not arrive.", "fail-snapshot 1->3"),
        new("configure", "NODE voters LIST [learners LIST] [joint|until-left] | add|remove|learner|promote|demote N", "Asks a leader for other members.", "configure 1 voters 1,2,3,4"),
        new("leave", "NODE", "Asks a leader to end a joint configuration that stays until left.", "leave 1"),
        new("transfer", "FROM->TO", "Asks a leader to hand over.", "transfer 1 -> 2"),
        new("partition", "LIST | LIST ...", "Cuts all links between groups of nodes; messages under way between them are lost.", "partition 1,2 | 3,4,5"),
        new("cut", "FROM->TO", "Cuts a link in one direction.", "cut 1->2"),
        new("heal", "[FROM->TO]", "Makes links whole again, all or one.", "heal"),
        new("flaw", "NAME", "Makes all nodes deliberately wrong; only to see that a story notices.", "flaw no-term-check-on-commit"),
        new("expect", "...", "Checks something, and ends the story if it is otherwise; see below.", "expect leader 1"),
        new("dump", "[NODE]", "Prints everything about all nodes, or one, as JSON.", "dump"),
    ];

    /// <summary>What may be expected.</summary>
    public static IReadOnlyList<StoryWord> Expectations { get; } =
    [
        new("leader", "N|none", "Node N leads and no other node of its term; or nobody leads.", "expect leader 1"),
        new("role", "NODE ROLE", "follower, pre-candidate, candidate, leader, learner, down.", "expect role 2 candidate"),
        new("term", "NODE|all T", "The newest term that it has heard of.", "expect term all 2"),
        new("vote", "NODE FOR|none", "Whom it voted for in its term.", "expect vote 2 1"),
        new("follows", "NODE LEADER|none", "Whom a node believes to lead.", "expect follows 2 1"),
        new("committed", "NODE|all INDEX", "How far it knows the log to be committed.", "expect committed 2 3"),
        new("applied", "NODE|all INDEX", "How far its machine has executed the log.", "expect applied 2 3"),
        new("last", "NODE|all INDEX", "Its last entry.", "expect last 1 7"),
        new("first", "NODE INDEX", "The first entry that it still has.", "expect first 1 4"),
        new("durable", "NODE INDEX", "How far its log is on its disk.", "expect durable 1 7"),
        new("log", "NODE terms LIST", "The terms of the entries that it still has.", "expect log 1 terms 1,1,2"),
        new("entry", "NODE INDEX TEXT", "The command in an entry.", "expect entry 1 3 \"buy 5\""),
        new("commands", "NODE|all TEXT...", "All commands that it has executed, in order; none for none.", "expect commands all \"a\" \"b\""),
        new("voters", "NODE LIST", "The voters of its configuration.", "expect voters 1 1,2,3"),
        new("outgoing", "NODE LIST|none", "The voters being left in a joint configuration.", "expect outgoing 1 none"),
        new("learners", "NODE LIST|none", "Its learners.", "expect learners 1 4"),
        new("snapshot", "NODE INDEX|none", "Its newest snapshot.", "expect snapshot 1 4"),
        new("granted", "NODE READ INDEX|none", "Whether a read was granted, and at which index.", "expect granted 1 1 3"),
        new("progress", "FROM->TO [probe|replicate|snapshot] [match M] [next N] [paused on|off] [in-flight N]", "What a leader knows of a follower.", "expect progress 1->2 replicate match 3"),
        new("waiting", "[FROM->TO] [KIND] N", "How many such messages wait.", "expect waiting 1->2 append 1"),
        new("verdict", "accepted|busy|not-leader|change-pending|invalid", "The answer to the last propose, configure, leave or transfer.", "expect verdict busy"),
        new("safe", "", "One leader a term at most, equal logs up to where they agree, no committed entry differs; checked after each line anyway.", "expect safe"),
    ];
}
