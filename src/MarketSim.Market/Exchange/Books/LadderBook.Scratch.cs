namespace MarketSim.Market;

/// <content>What only the seldom paths need, kept out of the way of the straight ones.</content>
public sealed unsafe partial class LadderBook
{
    private sealed class Scratch
    {
        /// <summary>Levels outside the window, by side.</summary>
        public readonly FarLevels[] Far = [new(), new()];

        /// <summary>How many orders have come to rest outside the window since it last moved, by
        /// side.</summary>
        public readonly int[] FarRests = new int[2];

        /// <summary>The TOP order, by side; zero if there is none.</summary>
        public readonly uint[] Top = new uint[2];

        /// <summary>The queue of an imagined sweep.</summary>
        public readonly Queue<Imagined> Imagined = new();

        /// <summary>Orders that share in an allocation.</summary>
        public uint[] Sharers = new uint[16];

        /// <summary>They, as the allocation sees them.</summary>
        public AllocationEntry[] Entries = new AllocationEntry[16];

        /// <summary>What it gives them.</summary>
        public long[] Shares = new long[16];

        /// <summary>Makes room for one more sharer.</summary>
        public void MakeRoom(int count)
        {
            if (count == Sharers.Length)
            {
                Array.Resize(ref Sharers, count * 2);
                Array.Resize(ref Entries, count * 2);
                Array.Resize(ref Shares, count * 2);
            }
        }
    }
}
