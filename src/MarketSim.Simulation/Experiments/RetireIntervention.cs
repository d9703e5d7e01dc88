using System.IO.Enumeration;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Participants withdraw their orders and leave.</summary>
/// <param name="pattern">Their type or name; * stands for anything.</param>
public sealed class RetireIntervention(string pattern) : Intervention
{
    /// <inheritdoc/>
    public override string Text => $"retire {pattern}";

    /// <inheritdoc/>
    public override void Change(World world, SimTime at)
    {
        ArgumentNullException.ThrowIfNull(world);
        bool Fits(Participant p) => FileSystemName.MatchesSimpleExpression(pattern, p.Type, ignoreCase: false)
            || FileSystemName.MatchesSimpleExpression(pattern, p.Name, ignoreCase: false);
        if (!world.Participants.Any(Fits))
        {
            var types = world.Participants.Select(p => p.Type).Distinct(StringComparer.Ordinal).ToArray();
            throw new ArgumentException(
                $"There is no participant of type or name '{pattern}'.{Suggestions.Sentence(pattern, types)} Types: {string.Join(", ", types)}.");
        }

        world.Wrap(Fits, (actor, participant, venue) => new Leaver(actor, participant.Account, venue, at));
    }

    // To everybody else it is the same actor, with the same name and so the same chance, until it leaves.
    private sealed class Leaver(IActor actor, AccountId account, ActorId venue, SimTime at) : IActor
    {
        private bool _hasLeft;

        public string Name => actor.Name;

        public void OnStart(IActorContext context)
        {
            context.WakeAt(at);
            actor.OnStart(context);
        }

        public void OnMessage(ActorId from, Message message, IActorContext context)
        {
            if (context.Now < at)
            {
                actor.OnMessage(from, message, context);
            }
        }

        public void OnWake(IActorContext context)
        {
            if (context.Now < at)
            {
                actor.OnWake(context);
            }
            else if (!_hasLeft)
            {
                _hasLeft = true;
                context.Send(venue, new Submit(Commands.MassCancel(account)));
            }
        }
    }
}
