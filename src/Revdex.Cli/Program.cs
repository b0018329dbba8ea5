if (args is ["extract-worker"])
{
    Revdex.Extraction.ExtractWorker.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
    return 0;
}

if (args is [Revdex.Tables.SqlSandbox.WorkerCommand])
{
    Revdex.Tables.SqlWorker.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
    return 0;
}

return 0;
