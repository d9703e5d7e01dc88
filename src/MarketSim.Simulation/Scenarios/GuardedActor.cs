using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Keeps a run going when a participant's code throws: that participant is taken out of the market with an event, and does
/// nothing any more.</summary>
/// <remarks>What the market's own code finds impossible still ends the run: <see cref="InvariantViolatedException"/> passes.</remarks>
internal sealed class GuardedActor(IActor actor, AccountId account, ActorId venue, Action<RetiredParticipant> tell) : IActor
{
    private bool _isRetired;

    public string Name => actor.Name;

    public void OnStart(IActorContext context) => Guarded(context, () => actor.OnStart(context));

    public void OnMessage(ActorId from, Message message, IActorContext context)
        => Guarded(context, () => actor.OnMessage(from, message, context));

    public void OnWake(IActorContext context) => Guarded(context, () => actor.OnWake(context));

    private void Guarded(IActorContext context, Action act)
    {
        if (_isRetired)
        {
            return;
        }

        try
        {
            act();
        }
        catch (Exception problem) when (problem is not InvariantViolatedException)
        {
            _isRetired = true;
            tell(new RetiredParticipant(Name, context.Now, problem));
            context.Send(venue, new Submit(Instructions.Retire(account)));
        }
    }
}

/// <summary>A participant whose code threw.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">When.</param>
/// <param name="Cause">What it threw.</param>
public sealed record RetiredParticipant(string Name, SimTime At, Exception Cause);
