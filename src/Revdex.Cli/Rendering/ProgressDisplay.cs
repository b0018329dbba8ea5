using System.Globalization;
using Spectre.Console;

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
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new StageBars(context))).ConfigureAwait(false);
    }

    /// <summary><c>extract 1200 of 5000 blobs</c>.</summary>
    internal static string Line(in WorkProgress progress) => progress.Total > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{progress.Stage} {progress.Done} of {progress.Total} {progress.Unit}")
        : string.Create(CultureInfo.InvariantCulture, $"{progress.Stage} {progress.Done} {progress.Unit}");

    /// <summary>For logs: one line when a stage is done, and for a long one a line now and then.</summary>
    private sealed class StageLines(TextWriter to) : IProgress<WorkProgress>
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

        private readonly Lock _lock = new();
        private DateTime _last = DateTime.UtcNow;

        public void Report(WorkProgress value)
        {
            lock (_lock)
            {
                var isDone = value.Total > 0 && value.Done >= value.Total;
                if (isDone || DateTime.UtcNow - _last > Interval)
                {
                    _last = DateTime.UtcNow;
                    to.WriteLine($"revdex: {Line(value)}");
                }
            }
        }
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
