namespace Revdex.Query.Answers;

/// <summary>What an answer can depend on. Numbers are part of the format.</summary>
internal enum DependencyKind
{
    /// <summary>A file of the view: its mode, object id and language, or nothing where there is none.</summary>
    File = 1,

    /// <summary>Which paths the view has.</summary>
    Paths = 2,

    /// <summary>All of the view: paths, modes and contents.</summary>
    View = 3,

    /// <summary>The commit that the view is based on.</summary>
    Head = 4,

    /// <summary>What git's account of history depends on besides its objects: <see cref="Git.GitRepository.HistorySettings"/>.</summary>
    Git = 5,

    /// <summary>The commit that a text names.</summary>
    Revision = 6,

    /// <summary>What compilers said, and vectors: the names of the parts that are mounted, or nothing where there are none.</summary>
    Parts = 7,

    /// <summary>The id of the model that questions are embedded with, <c>none</c> where it cannot be opened, or nothing where nobody asks for vectors.</summary>
    Model = 8,
}
