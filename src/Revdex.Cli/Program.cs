if (args is ["extract-worker"])
{
    Revdex.Extraction.ExtractWorker.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
    return 0;
}

return 0;
