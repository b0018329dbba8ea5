namespace Revdex.Query.Answers;

/// <summary>Which answers of a tool may be kept.</summary>
public enum AnswerKeeping
{
    /// <summary>None: they tell of the moment.</summary>
    Never,

    /// <summary>Those about a commit whose view is not here: what is dear about them is to bring its facts.</summary>
    OfColdCommits,

    /// <summary>Those about any commit.</summary>
    OfCommits,

    /// <summary>Those of the working tree and of the index as well; they depend on the whole view.</summary>
    OfViews,

    /// <summary>The same, but the tool says itself what they depend on, and on git's history.</summary>
    OfHistory,
}
