namespace MarketSim.Ui.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done as asked.</summary>
    public const int Ok = 0;

    /// <summary>A check failed: a replay or a comparison came out differently.</summary>
    public const int CheckFailed = 1;

    /// <summary>Bad input or usage: a sentence says what would have been accepted.</summary>
    public const int BadInput = 2;

    /// <summary>The environment did not play along: disk full, no permission.</summary>
    public const int Environment = 3;

    /// <summary>A strategy or the program itself failed.</summary>
    public const int Failed = 4;

    /// <summary>Ended by Ctrl-C or a termination signal; what there is is complete in itself.</summary>
    public const int Interrupted = 130;

    /// <summary>All of them with their meaning, for help texts.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "done"),
        (CheckFailed, "a check failed, or a replay differs"),
        (BadInput, "bad input or usage"),
        (Environment, "the environment failed: disk, permissions"),
        (Failed, "a strategy or the program failed"),
        (Interrupted, "interrupted"),
    ];
}
