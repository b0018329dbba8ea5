namespace Revdex;

/// <summary>What the executable ends with; listed by <c>revdex --help</c>.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>Done, and something was found wanting (verify).</summary>
    FoundWanting = 1,

    /// <summary>The command line or an argument is wrong.</summary>
    Usage = 2,

    /// <summary>The environment is: not a repository, git missing, disk full.</summary>
    Environment = 3,

    /// <summary>The object store cannot be reached or refuses.</summary>
    Store = 4,

    /// <summary>A signature or hash does not hold.</summary>
    Trust = 5,
}
