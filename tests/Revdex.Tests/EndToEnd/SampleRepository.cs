namespace Revdex.Tests.EndToEnd;

/// <summary>A small repository with a cache of its own, set in its git config so that every client finds it.</summary>
internal sealed class SampleRepository : IDisposable
{
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("revdex-test-cache-");

    public SampleRepository()
    {
        Git = TestRepository.Init();
        Git.Run("config", "revdex.cache", _cache.FullName);
        Git.Write("src/Parser.cs", "namespace Code;\n\npublic class Parser\n{\n    public int Parse(string text) => text.Length;\n}\n");
        Git.Write("src/Program.cs", "using Code;\n\nvar parser = new Parser();\nparser.Parse(\"x\");\n");
        Git.Commit();
    }

    public TestRepository Git { get; }

    public string Root => Git.Root;

    public string Cache => _cache.FullName;

    public void Dispose()
    {
        Git.Dispose();
        _cache.Delete(recursive: true);
    }
}
