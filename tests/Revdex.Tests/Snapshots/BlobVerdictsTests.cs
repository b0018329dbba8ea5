using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>What was found out of blobs is kept in one file; one that is damaged, or made by somebody else, is as none.</summary>
public sealed class BlobVerdictsTests
{
    private byte[]? _file;

    [Fact]
    public void What_was_saved_is_known_again_with_what_others_saved_meanwhile()
    {
        var (one, other) = (Open(), Open());
        one.Add(Oid(1), 7);
        other.Add(Oid(2, 32), 8);
        one.Save();
        other.Save();
        var read = Open();
        Assert.True(read.TryGet(Oid(1), out var first));
        Assert.True(read.TryGet(Oid(2, 32), out var second));
        Assert.Equal((7, 8), (first, second));
        Assert.False(read.TryGet(Oid(3), out _));
    }

    [Fact]
    public void Damage_anywhere_leaves_nothing_known()
    {
        var saved = Saved();
        for (var at = 0; at < saved.Length; at++)
        {
            _file = [.. saved];
            _file[at] ^= 0x40;
            Assert.False(Open().TryGet(Oid(1), out _), $"byte {at}");
            _file = saved[..at];
            Assert.False(Open().TryGet(Oid(1), out _), $"cut at {at}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(32)]
    [InlineData(255)]
    public void Lengths_that_do_not_fit_leave_nothing_known_though_the_hash_is_right(byte length)
    {
        var saved = Saved();
        var rest = saved[32..];
        rest[22] = length; // Of the second blob.
        _file = [.. ContentHash.Of(rest).Span, .. rest];
        Assert.False(Open().TryGet(Oid(1), out _));
    }

    private byte[] Saved()
    {
        var verdicts = Open();
        verdicts.Add(Oid(1), 7);
        verdicts.Add(Oid(2), 8);
        verdicts.Save();
        Assert.True(Open().TryGet(Oid(1), out _));
        return _file!;
    }

    private BlobVerdicts Open() => new(() => _file, bytes => _file = bytes);

    private static Oid Oid(byte number, int length = 20) => new(Enumerable.Repeat(number, length).ToArray());
}
