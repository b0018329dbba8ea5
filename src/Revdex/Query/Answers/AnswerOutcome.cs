namespace Revdex.Query.Answers;

/// <summary>What became of a question that may have a kept answer. Numbers are places in the file of counts.</summary>
internal enum AnswerOutcome
{
    /// <summary>The answer was kept and holds.</summary>
    Hit,

    /// <summary>None was kept; this one is.</summary>
    Miss,

    /// <summary>What the kept one was made from has changed.</summary>
    Invalidated,

    /// <summary>None was kept, and this one is not: it was cheap, not whole, or hangs by the moment.</summary>
    Declined,

    /// <summary>Besides: a file was damaged or of another question.</summary>
    Damaged,

    /// <summary>Besides: an answer that was computed anew used a part that was kept.</summary>
    BuiltUpon,
}
