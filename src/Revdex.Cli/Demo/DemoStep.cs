namespace Revdex.Cli.Demo;

/// <summary>One line of the demo's table.</summary>
/// <param name="SizeBytes">Null where the step moves nothing.</param>
internal readonly record struct DemoStep(string Name, double ElapsedMs, long? SizeBytes, string Note);
