using System.Text;
using System.Text.Json;
using Revdex.Facts;
using Revdex.Storage;

namespace Revdex.Query.Answers;

/// <summary>The parts of a kept answer, from bytes that anybody may have written: <see cref="InvalidDataException"/> and nothing else is thrown for bad ones.</summary>
internal static class KeptAnswerReader
{
    /// <summary>A canonical question is at most some arguments of <see cref="Tools.ToolArgument.TextMaxChars"/>.</summary>
    private const int TextMaxBytes = 1024 * 1024;

    private const int DependenciesMax = 4096;

    private const int LinksMax = 64;

    private const int SignersMax = 256;

    /// <summary>All but the page and the results.</summary>
    public static KeptAnswer ReadProof(MessagePackReader reader)
    {
        Require(ref reader, reader.ReadArrayHeader() == 8);
        var (basis, question) = (ReadText(ref reader, AnswerKey.BasisMaxChars), ReadHash(ref reader));
        var (tool, arguments) = (ReadText(ref reader), ReadText(ref reader));
        var snapshot = ReadSnapshot(ref reader);
        return new KeptAnswer
        {
            Key = new AnswerKey(basis, question),
            Tool = tool,
            Arguments = arguments,
            Snapshot = snapshot,
            Signers = ReadSigners(ref reader),
            Dependencies = ReadDependencies(ref reader),
            BuiltFrom = ReadLinks(ref reader),
            Page = new AnswerPage(0, false, null, -1, null),
            Results = default,
        };
    }

    private static SnapshotInfo? ReadSnapshot(ref MessagePackReader reader)
    {
        var count = reader.ReadArrayHeader();
        Require(ref reader, count is 0 or 4);
        if (count == 0)
        {
            return null;
        }

        var commit = ReadText(ref reader, AnswerKey.BasisMaxChars);
        var distance = reader.ReadInt32(-1, int.MaxValue);
        return new SnapshotInfo(commit, distance < 0 ? null : distance, ReadText(ref reader), reader.ReadInt32(0, 1) == 1);
    }

    private static string[] ReadSigners(ref MessagePackReader reader)
    {
        var signers = new string[Count(ref reader, SignersMax)];
        for (var i = 0; i < signers.Length; i++)
        {
            signers[i] = ReadText(ref reader, ContentHash.Length * 2);
        }

        return signers;
    }

    private static Dependency[] ReadDependencies(ref MessagePackReader reader)
    {
        var dependencies = new Dependency[Count(ref reader, DependenciesMax)];
        for (var i = 0; i < dependencies.Length; i++)
        {
            Require(ref reader, reader.ReadArrayHeader() == 3);
            var kind = (DependencyKind)reader.ReadInt32((int)DependencyKind.File, (int)DependencyKind.Model);
            dependencies[i] = new Dependency(kind, ReadText(ref reader), ReadText(ref reader));
        }

        return dependencies;
    }

    private static AnswerLink[] ReadLinks(ref MessagePackReader reader)
    {
        var links = new AnswerLink[Count(ref reader, LinksMax)];
        for (var i = 0; i < links.Length; i++)
        {
            Require(ref reader, reader.ReadArrayHeader() == 3);
            links[i] = new AnswerLink(new AnswerKey(ReadText(ref reader, AnswerKey.BasisMaxChars), ReadHash(ref reader)), ReadHash(ref reader));
        }

        return links;
    }

    public static AnswerPage ReadPage(MessagePackReader reader)
    {
        Require(ref reader, reader.ReadArrayHeader() == 6);
        var total = reader.ReadUInt64();
        Require(ref reader, total <= long.MaxValue);
        var isAtLeast = reader.ReadInt32(0, 1) == 1;
        var reason = ReadTextOrNull(ref reader);
        var next = reader.ReadInt32(-1, int.MaxValue);
        return new AnswerPage((long)total, isAtLeast, reason, next, ReadTextOrNull(ref reader), ReadTextOrNull(ref reader));
    }

    private static int Count(ref MessagePackReader reader, int max)
    {
        var count = reader.ReadArrayHeader();
        Require(ref reader, count <= max);
        return count;
    }

    private static string ReadText(ref MessagePackReader reader, int maxBytes = TextMaxBytes)
    {
        var text = reader.ReadString();
        Require(ref reader, text.Length <= maxBytes);
        return Encoding.UTF8.GetString(text);
    }

    private static string? ReadTextOrNull(ref MessagePackReader reader)
    {
        var text = reader.ReadStringOrNil();
        Require(ref reader, text.Length <= TextMaxBytes);
        return text.IsEmpty ? null : Encoding.UTF8.GetString(text);
    }

    private static ContentHash ReadHash(ref MessagePackReader reader)
    {
        var bytes = reader.ReadBinary();
        Require(ref reader, bytes.Length == ContentHash.Length);
        return new ContentHash(bytes);
    }

    private static void Require(ref MessagePackReader reader, bool condition)
    {
        if (!condition)
        {
            throw reader.Error("not what a kept answer has here");
        }
    }

    /// <summary>An array of objects and nothing else: it is copied into answers as it is.</summary>
    public static void CheckResults(ReadOnlySpan<byte> results, ByteSource source)
    {
        try
        {
            var json = new Utf8JsonReader(results);
            var isFirst = true;
            while (json.Read())
            {
                var isRight = isFirst ? json.TokenType == JsonTokenType.StartArray
                    : json.CurrentDepth != 1 || json.TokenType is JsonTokenType.StartObject or JsonTokenType.EndObject;
                if (!isRight)
                {
                    throw source.Error(0, "its results are no array of objects");
                }

                isFirst = false;
            }
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{source.ObjectName}: its results are no JSON", e);
        }
    }
}
