using Revdex.Tests;

// The test host does not come here; ChildProcess does.
return args is [var name, .. var rest] && ChildProcess.Jobs.TryGetValue(name, out var job) ? job(rest) : 2;
