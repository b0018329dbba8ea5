using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Revdex.Cli.Rendering;

/// <summary>Shows on standard error how far long work is: bars on a terminal, a line a stage elsewhere, <see cref="ProgressLines"/> where they are asked for.</summary>
internal static class ProgressDisplay
{
    public static async Task<T> RunAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work)
    {
        if (ProgressLines.AreAsked)
        {
            return await work(new ProgressLines(Console.Error)).ConfigureAwait(false);
        }

        if (Console.IsErrorRedirected)
        {
            return await work(new StageLines(Console.Error)).ConfigureAwait(false);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new StageBars(context))).ConfigureAwait(false);
    }

    /// <summary><c>extract 1200 of 5000 blobs</c>.</summary>
    internal static string Line(in WorkProgress progress) => progress.Total > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{progress.Stage} {progress.Done} of {progress.Total} {progress.Unit}")
        : string.Create(CultureInfo.InvariantCulture, $"{progress.Stage} {progress.Done} {progress.Unit}");

    /// <summary><c>, 800/s, 5 s left</c>; empty where nothing can be told.</summary>
    /// <param name="done">Within <paramref name="elapsed"/>.</param>
    internal static string Pace(long done, long left, TimeSpan elapsed) => done <= 0 || left < 0 || elapsed <= TimeSpan.Zero
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", {done / elapsed.TotalSeconds:0}/s, {left * elapsed.TotalSeconds / done:0} s left");

    /// <summary>For logs: one line when a stage is done, and for a long one a line now and then.</summary>
    private sealed class StageLines(TextWriter to) : IProgress<WorkProgress>
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

        private readonly Lock _lock = new();
        private DateTime _last = DateTime.UtcNow;
        private (string Stage, long Done, DateTime At) _begin = ("", 0, DateTime.UtcNow);

        public void Report(WorkProgress value)
        {
            lock (_lock)
            {
                var (now, isDone) = (DateTime.UtcNow, value.Total > 0 && value.Done >= value.Total);
                _begin = _begin.Stage == value.Stage ? _begin : (value.Stage, value.Done, now);
                if (isDone || now - _last > Interval)
                {
                    _last = now;
                    to.WriteLine($"revdex: {Line(value)}{(isDone ? "" : Pace(value.Done - _begin.Done, value.Total - value.Done, now - _begin.At))}");
                }
            }
        }
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Speed is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:0}/s") : "");
    }

    private sealed class StageBars(ProgressContext context) : IProgress<WorkProgress>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(WorkProgress value)
        {
            lock (_lock)
            {
                if (!_tasks.TryGetValue(value.Stage, out var task))
                {
                    _tasks.Add(value.Stage, task = context.AddTask(Markup.Escape($"{value.Stage} {value.Unit}")));
                }

                task.IsIndeterminate = value.Total == 0;
                task.MaxValue = Math.Max(1, value.Total);
                task.Value = value.Done;
            }
        }
    }
}
