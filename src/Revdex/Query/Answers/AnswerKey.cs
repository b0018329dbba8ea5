using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Revdex.Snapshots;
using Revdex.Storage;
using Oid = Revdex.Git.Oid;

namespace Revdex.Query.Answers;

/// <summary>What an answer is kept under.</summary>
/// <param name="Basis">The commit in hexadecimal digits, or <c>w</c> and 39 digits that stand for a working tree or its index.</param>
/// <param name="Question">SHA-256 of the basis, the tool, the canonical arguments and the program.</param>
internal readonly record struct AnswerKey(string Basis, ContentHash Question)
{
    public const int BasisMaxChars = Oid.LengthMax * 2;

    /// <summary>
    /// The build of this library: whatever in it changes what is answered makes it another one (the compiler derives the id from all code and resources,
    /// pins of native libraries among them), which nobody can forget as he can a version number. Grammars and queries are in the fingerprints.
    /// </summary>
    private static readonly string Program =
        string.Concat(FingerprintSet.Current.All.Select(f => $"{f.Key}={f.Value}\n").Prepend($"{typeof(AnswerKey).Module.ModuleVersionId:N}\n"));

    public string Name => $"{Basis}-{Question}";

    public bool IsOfCommit => !Basis.StartsWith('w');

    public static AnswerKey OfCommit(Oid commit, string tool, string arguments) => Of(commit.ToString(), tool, arguments);

    /// <param name="gitDirectory">Of the worktree: each has its own.</param>
    public static AnswerKey OfTree(string gitDirectory, bool isStaged, string tool, string arguments) =>
        Of("w" + ContentHash.Of(Encoding.UTF8.GetBytes($"{(isStaged ? "staged" : "working")}\n{gitDirectory}")).ToString()[..39], tool, arguments);

    public static bool TryParse(string name, out AnswerKey key)
    {
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        var isKey = ContentHash.TryParse(name.AsSpan(dash + 1), out var question) && dash is > 0 and <= BasisMaxChars;
        key = isKey ? new AnswerKey(name[..dash], question) : default;
        return isKey;
    }

    /// <summary>Each part with its length before it, so that no two questions are one text.</summary>
    private static AnswerKey Of(string basis, string tool, string arguments)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in new[] { "revdex answer", Program, basis, tool, arguments })
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return new AnswerKey(basis, ContentHash.Finish(hash));
    }
}
