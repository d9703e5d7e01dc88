using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>An actor that does what a test says, and notes what it was told.</summary>
internal sealed class TestActor(string name) : IActor
{
    public string Name => name;

    public Action<IActorContext>? Start { get; init; }

    public Action<ActorId, Note, IActorContext>? Message { get; init; }

    public Action<IActorContext>? Wake { get; init; }

    /// <summary>Everything it was told: <c>10 hello</c> for a message at 10 ns, <c>10 wake</c> for a
    /// wake-up.</summary>
    public List<string> Heard { get; } = [];

    public void OnStart(IActorContext context) => Start?.Invoke(context);

    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        Heard.Add($"{context.Now.Nanoseconds} {((Note)message).Text}");
        Message?.Invoke(from, (Note)message, context);
    }

    public void OnWake(IActorContext context)
    {
        Heard.Add($"{context.Now.Nanoseconds} wake");
        Wake?.Invoke(context);
    }
}

/// <summary>A message with a text.</summary>
internal sealed record Note(string Text) : Message;
