namespace MarketSim.Analysis;

/// <summary>A report before it is written: what it says, in order, without a word on how that looks.</summary>
/// <remarks>Built by the makers of this folder; written as a page by <see cref="HtmlReport"/>, as plain text by
/// <see cref="MarkdownReport"/>, for programs by <see cref="JsonReport"/>: the same for every format.</remarks>
public sealed record Report
{
    /// <summary>What kind it is, for programs: back-test, run, comparison, sweep.</summary>
    public required string Kind { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>Of what: instruments, span, seed.</summary>
    public required string Subtitle { get; init; }

    /// <summary>The few figures that one looks for first.</summary>
    public IReadOnlyList<ReportFact> Headlines { get; init; } = [];

    /// <summary>What should be known before believing it; first of all.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>In reading order.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; init; }
}

/// <summary>A name with its value.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">As it is shown.</param>
public sealed record ReportFact(string Name, string Value)
{
    /// <summary>The number itself; null if it is none.</summary>
    public double? Number { get; init; }

    /// <summary>One sentence: formula, or what it means.</summary>
    public string? Hint { get; init; }
}

/// <summary>A part under a heading of its own.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">What stands in it, in order.</param>
public sealed record ReportSection(string Title, params IReadOnlyList<ReportBlock> Blocks)
{
    /// <summary>One or two sentences under the heading.</summary>
    public string? Introduction { get; init; }

    /// <summary>Whether it begins a page when printed.</summary>
    public bool BeginsPage { get; init; }
}

/// <summary>Something that stands in a section.</summary>
public abstract record ReportBlock;

/// <summary>A picture.</summary>
/// <param name="Name">Of its kind, in kebab case.</param>
/// <param name="Figure">What is to be seen.</param>
public sealed record FigureBlock(string Name, Figure Figure) : ReportBlock;

/// <summary>Names with values under small headings, side by side where there is room.</summary>
/// <param name="Groups">Each with its facts.</param>
public sealed record FactsBlock(params IReadOnlyList<(string Title, IReadOnlyList<ReportFact> Facts)> Groups) : ReportBlock;

/// <summary>A table.</summary>
/// <param name="Name">What its rows are, in kebab case; for programs.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">As many cells in each as there are columns.</param>
public sealed record TableBlock(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows) : ReportBlock
{
    /// <summary>Whether its columns are as wide as those of the like tables above and below, so that one can read down them.</summary>
    public bool IsEven { get; init; }

    /// <summary>A sentence below it.</summary>
    public string? Note { get; init; }
}

/// <summary>A cell of a table.</summary>
/// <param name="Text">As it is shown.</param>
/// <param name="Number">The number itself, set to the right; null for words.</param>
public readonly record struct ReportCell(string Text, double? Number = null)
{
    /// <summary>From -1, a great loss, to 1, a great gain; shown as colour behind the text. Null for none.</summary>
    public double? Shade { get; init; }

    /// <summary>Words.</summary>
    public static implicit operator ReportCell(string text) => new(text);
}

/// <summary>Lines to be typed as they stand.</summary>
/// <param name="Lines">Of a terminal.</param>
public sealed record CommandBlock(params IReadOnlyList<string> Lines) : ReportBlock;

/// <summary>A paragraph.</summary>
/// <param name="Text">Whole sentences.</param>
public sealed record TextBlock(string Text) : ReportBlock;
