using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Something that a scripted trader does at a set time.</summary>
/// <param name="At">When it is sent.</param>
/// <param name="Command">A Place, whose account and order id are stamped when it is sent; or a MassCancel of an instrument.</param>
public sealed record ScriptedAction(SimTime At, Command Command);

/// <summary>Does what a script says, each thing at its time, whatever the market does; without a script it only holds what it
/// has.</summary>
public sealed class ScriptedTrader : IStrategy
{
    private readonly IReadOnlyList<ScriptedAction> _script;
    private int _next;

    /// <summary>A trader with a script.</summary>
    /// <param name="script">In any order; what has the same time keeps its order.</param>
    public ScriptedTrader(params IEnumerable<ScriptedAction> script) => _script = [.. script.OrderBy(action => action.At)];

    /// <summary>What can be set of it: nothing; the script is given otherwise.</summary>
    public static StrategyType Type { get; } = new([], (_, _) => new ScriptedTrader());

    /// <inheritdoc/>
    public bool KeepsHours => false;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        if (_next == _script.Count)
        {
            return SimTime.Never;
        }

        var at = _script[_next].At;
        return at > view.Now ? at : new SimTime(view.Now.Nanoseconds + 1);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        for (; _next < _script.Count && _script[_next].At <= view.Now; _next++)
        {
            var command = _script[_next].Command;
            if (command.Kind == CommandKind.MassCancel)
            {
                orders.CancelAll(command.Instrument);
            }
            else
            {
                orders.Place(command);
            }
        }
    }
}
