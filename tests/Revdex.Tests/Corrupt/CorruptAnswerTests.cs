using Revdex.Query;
using Revdex.Query.Answers;
using Revdex.Storage;
using Revdex.Tests.Answers;

namespace Revdex.Tests.Corrupt;

/// <summary>Files of kept answers that are damaged, cut, swapped or made up: each is a miss that is counted, and the answer is right.</summary>
public sealed class CorruptAnswerTests
{
    private static readonly string[] Questions = ["""{"name": "base"}""", """{"name": "base", "depth": 2}"""];

    [Fact]
    public void Every_bit_and_every_length_is_held()
    {
        var sample = KeptAnswerFormat.Write(Sample());
        _ = KeptAnswerFormat.Read(sample, Sample().Key, "sample");
        for (var bit = 0; bit < sample.Length * 8; bit++)
        {
            var bytes = (byte[])sample.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<InvalidDataException>(() => KeptAnswerFormat.Read(bytes, null, "bit"));
        }

        for (var length = 0; length < sample.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => KeptAnswerFormat.Read(sample.AsMemory(0, length), null, "cut"));
        }

        Assert.Throws<InvalidDataException>(() => KeptAnswerFormat.Read(sample, AnswerKey.OfTree("/elsewhere", false, "graph", ""), "swapped"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[[]]")]
    [InlineData("[{}")]
    [InlineData("[{}],\"view\":1,[{}]")]
    public void Results_are_an_array_of_objects(string results) =>
        Assert.Throws<InvalidDataException>(() => KeptAnswerFormat.Read(KeptAnswerFormat.Write(Sample() with { Results = System.Text.Encoding.UTF8.GetBytes(results) }), null, "made up"));

    [Fact]
    public async Task Whatever_is_in_the_cache_answers_are_right()
    {
        var git = TestRepository.Init();
        git.Write("a.py", "def base():\n    return 1\n\ndef top():\n    return base()\n\ndef over():\n    return top()\n");
        git.Commit();
        await using var test = new KeptRepository(git);
        var random = new Random(11);
        for (var round = 0; round < 40; round++)
        {
            await Task.WhenAll(Questions.Select(question => test.AnswerAsync("graph", question)));
            var files = test.Files();
            Assert.Equal(Questions.Length, files.Length);
            var damaged = test.Count(AnswerOutcome.Damaged);
            var wrong = Break(random, files);
            foreach (var question in Questions)
            {
                await test.AskAsync("graph", question);
            }

            Assert.Equal(damaged + wrong, test.Count(AnswerOutcome.Damaged));
        }
    }

    /// <returns>How many of them are wrong now.</returns>
    private static int Break(Random random, string[] files)
    {
        var file = files[random.Next(files.Length)];
        var bytes = File.ReadAllBytes(file);
        switch (random.Next(5))
        {
            case 0:
                File.WriteAllBytes(file, bytes[..random.Next(bytes.Length)]);
                return 1;
            case 1:
                bytes[random.Next(bytes.Length)] ^= 0x10;
                File.WriteAllBytes(file, bytes);
                return 1;
            case 2:
                random.NextBytes(bytes);
                File.WriteAllBytes(file, bytes);
                return 1;
            case 3:
                File.WriteAllBytes(file, new byte[KeptAnswerFormat.SizeMaxBytes + 1]);
                return 1;
            default: // Swapped.
                File.WriteAllBytes(files[0], File.ReadAllBytes(files[1]));
                File.WriteAllBytes(files[1], files[0] == file ? bytes : []);
                return 2;
        }
    }

    private static KeptAnswer Sample() => new()
    {
        Key = AnswerKey.OfCommit(Revdex.Git.Oid.Parse(new string('a', 40)), "graph", "name:1=x\n"),
        Tool = "graph",
        Arguments = "name:1=x\n",
        Results = """[{"name":"x","in":[1,2]},{}]"""u8.ToArray(),
        Page = new AnswerPage(2, false, "limit", 2, "a notice"),
        Snapshot = new SnapshotInfo(new string('b', 40), 3, "cache", true),
        Signers = ["unsigned"],
        Dependencies = [new(DependencyKind.File, "a.py", "81a4 aa python"), new(DependencyKind.Git, "", "00")],
        BuiltFrom = [new(AnswerKey.OfTree("/x", true, "part", ""), ContentHash.Of("x"u8))],
    };
}
