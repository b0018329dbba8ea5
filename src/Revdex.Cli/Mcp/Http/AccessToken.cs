using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Revdex.Storage;

namespace Revdex.Cli.Mcp.Http;

/// <summary>What a client must know to be answered over HTTP: any program of the machine can reach the loopback interface, this keeps other users' out.</summary>
internal sealed class AccessToken
{
    public const string Variable = "REVDEX_HTTP_TOKEN";

    private const int RandomBytes = 32;

    private const int LengthMin = 16;

    private readonly byte[] _text;

    private AccessToken(string text, string source)
    {
        if (text.Length < LengthMin || text.Any(c => c is <= ' ' or > '~'))
        {
            throw new RevdexException($"the token in {source} is none: {LengthMin} visible ASCII characters or more are needed", ExitCode.Usage);
        }

        (_text, Source) = (Encoding.ASCII.GetBytes(text), source);
    }

    /// <summary>Where the user finds it.</summary>
    public string Source { get; }

    /// <summary>The environment's, else that of the file, which is made where it is missing, so that what clients have in their settings holds.</summary>
    /// <exception cref="RevdexException">It is none, or the file cannot be read or written.</exception>
    public static AccessToken OfEnvironmentOr(string path)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new AccessToken(given, Variable);
        }

        try
        {
            return new AccessToken(Read(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RevdexException($"the token cannot be kept in {path} ({e.Message}): set {Variable}");
        }
    }

    /// <summary>In constant time.</summary>
    /// <param name="authorization">The header's value.</param>
    public bool IsGiven(string? authorization) =>
        authorization is not null && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization["Bearer ".Length..].Trim()), _text);

    private static string Read(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        return File.ReadAllText(path).Trim();
    }

    /// <summary>Whole or not at all, readable by its owner only; of two that make it the first one's stays.</summary>
    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        PrivateFile.WriteNew(temporary, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)) + "\n");
        if (!AtomicFile.TryLand(temporary, path))
        {
            AtomicFile.TryDelete(temporary);
        }
    }
}
