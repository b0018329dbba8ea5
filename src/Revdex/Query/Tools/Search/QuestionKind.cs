namespace Revdex.Query.Tools.Search;

/// <summary>What a question is about.</summary>
internal enum QuestionKind
{
    /// <summary>What something does, in words.</summary>
    Concept,

    /// <summary>One name.</summary>
    Name,

    /// <summary>Where something is used.</summary>
    Usage,

    /// <summary>What goes wrong: a message, a stack trace.</summary>
    Defect,
}
