using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>The view of a commit, made from the one before it where there is one: commits differ by little.</summary>
internal static class CommittedViews
{
    /// <summary>The view of the commit (null: of no files), the model's own where it is the same commit.</summary>
    public static View Of(GitRepository repository, WorkTreeModel model, Oid? commit, CancellationToken cancellationToken)
    {
        if (commit is not { } wanted)
        {
            return View.Empty(model.View.Detection);
        }

        if (model.Commit is not { } known)
        {
            return View.Of(repository.ListTree(wanted, cancellationToken), model.View.Detection);
        }

        return known == wanted ? model.Committed : Edit(repository, model, known, wanted, cancellationToken);
    }

    private static View Edit(GitRepository repository, WorkTreeModel model, Oid known, Oid wanted, CancellationToken cancellationToken)
    {
        try
        {
            var changes = repository.DiffTrees(known, wanted, cancellationToken);
            return model.Committed.With([.. changes.Select(c => new FileChange(c.Path, c.NewMode == 0 ? null : c.NewOid, c.NewMode))]);
        }
        catch (RevdexException)
        {
            return View.Of(repository.ListTree(wanted, cancellationToken), model.View.Detection); // The old commit is gone.
        }
    }
}
