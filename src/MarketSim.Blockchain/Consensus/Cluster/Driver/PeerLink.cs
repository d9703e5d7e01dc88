namespace MarketSim.Blockchain;

/// <summary>The way to a peer: called, and called again whenever it is lost, a little less often each time.</summary>
internal sealed class PeerLink : IDisposable
{
    private const int FirstPauseMilliseconds = 10;
    private const int LongestPauseMilliseconds = 320;

    private readonly Func<Connection> _call;
    private readonly int _peer;
    private readonly Inbox _inbox;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private volatile Connection? _current;

    public PeerLink(int peer, Func<Connection> call, Inbox inbox)
    {
        (_peer, _call, _inbox) = (peer, call, inbox);
        _thread = new Thread(Run) { IsBackground = true, Name = $"to {peer}" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _current?.Close();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        var pause = FirstPauseMilliseconds;
        while (!_stop.IsSet)
        {
            try
            {
                using var link = _call();
                _current = link;
                _inbox.Put(new PeerUp(_peer, link));
                pause = FirstPauseMilliseconds;

                // Nothing comes this way; reading notices the end.
                link.ReadAll(_ => { });
                _inbox.Put(new PeerDown(_peer, link));
            }
            catch (IOException)
            {
                // It is not up, or not reachable. It will be.
            }

            _stop.Wait(pause);
            pause = Math.Min(2 * pause, LongestPauseMilliseconds);
        }
    }
}
