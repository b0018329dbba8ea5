using System.Text;
using Revdex.Extraction;

namespace Revdex.Tests.Extraction;

public sealed class ContentLanguageTests
{
    [Theory]
    [InlineData("#!/bin/sh\n", "bash")]
    [InlineData("#! /usr/bin/python3.11 -u\r\n", "python")]
    [InlineData("#!/usr/bin/env python3 -u\n", "python")]
    [InlineData("#!/usr/bin/env -S python3 -u\n", "python")]
    [InlineData("#!/usr/bin/env -iSnode --harmony\n", "javascript")]
    [InlineData("#!/usr/bin/env --split-string=ruby -w\n", "ruby")]
    [InlineData("#!/usr/bin/env -i -u HOME LANG=C PATH=/bin perl5.30\n", "perl")]
    [InlineData("#!/usr/bin/env lua-5.4", "lua")]
    [InlineData("#!/usr/bin/make -f\n", "make")]
    [InlineData("#!C:\\Tools\\bash.exe\n", "bash")]
    [InlineData("#!/usr/bin/env deno\n", "typescript")]
    [InlineData("#!/bin/sh\n# \\\nexec perl -x \"$0\" \"$@\"\n", "perl")]
    [InlineData("#!/usr/bin/env nix-shell\n#! nix-shell -i python3 -p hello\n", "python")]
    [InlineData("#!/usr/bin/tclsh\n", null)]
    [InlineData("#!/bin/sh\nexec tclsh \"$0\" ${1+\"$@\"}\n", null)]
    [InlineData("#!/usr/bin/env\n", null)]
    [InlineData("#!\n", null)]
    [InlineData(" #!/bin/sh\n", null)]
    [InlineData("", null)]
    [InlineData("text\n#!/bin/sh\n", null)]
    public void Scripts_name_their_interpreter(string content, string? language) => Assert.Equal(language, Of(content));

    [Theory]
    [InlineData("# vim: ft=python", "python")]
    [InlineData("/* vim: set ts=4 filetype=cpp sw=4 : */", "cpp")]
    [InlineData("// vim:ft=c:ts=8", "c")]
    [InlineData("# vim700: syntax=ruby", "ruby")]
    [InlineData("# vim>600:noai:ft=sh", "bash")]
    [InlineData("# vi: se ft=perl:", "perl")]
    [InlineData("# ex: ft=lua", "lua")]
    [InlineData("# vim: ft=sh ft=zsh", "bash")]
    [InlineData("// -*- C++ -*-", "cpp")]
    [InlineData("//===- Attributes.def - table ---*- C++ -*-===//", "cpp")]
    [InlineData("; -*- coding: utf-8; mode: clojure; tab-width: 2 -*-", "clojure")]
    [InlineData("# -*-Perl-*-", "perl")]
    [InlineData("# -*- mode: shell-script -*-", "bash")]
    [InlineData("# -*- Mode: Makefile-gmake-mode; -*-", "make")]
    [InlineData("# -*- coding: utf-8 -*-", null)]
    [InlineData("# vim: ft=fortran", null)]
    [InlineData("# vim: set ts=4 :", null)]
    [InlineData("# xvim: ft=python", null)]
    [InlineData("ex: ft=lua", null)]
    [InlineData("see the manual of vim; ft=python", null)]
    public void Modelines_are_read_as_editors_do(string line, string? language) => Assert.Equal(language, Of(line + "\n"));

    [Fact]
    public void Only_the_first_and_the_last_five_lines_are_modelines()
    {
        var lines = Enumerable.Repeat("text", 20).ToArray();
        foreach (var (at, isRead) in new[] { (0, true), (4, true), (5, false), (14, false), (15, true), (19, true) })
        {
            var changed = lines.Index().Select(l => l.Index == at ? "# vim: ft=python" : l.Item);
            Assert.Equal(isRead ? "python" : null, Of(string.Join('\n', changed) + "\n"));
            Assert.Equal(isRead ? "python" : null, Of(string.Join("\r\n", changed)));
        }
    }

    [Theory]
    [InlineData("# Local Variables:\n# coding: utf-8\n# mode: ruby\n# End:\n", "ruby")]
    [InlineData("/* Local Variables: */\r\n/* Mode: C++ */\r\n/* mode: auto-fill */\r\n/* End: */\r\n", "cpp")]
    [InlineData(";;; local variables: ***\n;;; mode:clojure ***\n;;; end: ***", "clojure")]
    [InlineData("#!/bin/sh\n\n# Local Variables:\n# mode: perl\n# End:\n", "perl")]
    [InlineData("#!/bin/sh\n\n# Local Variables:\n# indent-tabs-mode: nil\n# End:\n", "bash")]
    [InlineData("# -*- python -*-\n# Local Variables:\n# mode: ruby\n# End:\n", "python")]
    [InlineData("# Local Variables:\n# mode: fortran\n# End:\n", null)]
    [InlineData("# Local Variables:\n# End:\n# mode: ruby\n", null)]
    [InlineData("# Local Variables:\n; mode: ruby\n# End:\n", null)]
    [InlineData("# Local Variables:\n# mode: ruby\n# End:\n\fnext page\n", null)]
    [InlineData("Local Variables:", null)]
    public void Local_variables_of_Emacs_name_a_mode(string content, string? language) => Assert.Equal(language, Of(content));

    [Fact]
    public void Local_variables_stand_near_the_end()
    {
        const string list = "# Local Variables:\n# mode: ruby\n# End:\n";
        Assert.Equal("ruby", Of(list + new string('x', 2900)));
        Assert.Null(Of(list + new string('x', 3000)));
    }

    [Fact]
    public void A_modeline_says_more_than_the_interpreter() => Assert.Null(Of("#!/bin/sh\n# -*- tcl -*-\n"));

    [Fact]
    public void What_is_no_text_is_in_no_language() => Assert.Null(Of("#!/bin/sh\n\0"));

    [Theory]
    [InlineData("C++", "cpp")]
    [InlineData("c#", "csharp")]
    [InlineData("Shell", "bash")]
    [InlineData("JSON-with-Comments", "json")]
    [InlineData("Objective-C", "objc")]
    [InlineData("HCL", "hcl")]
    [InlineData("Fortran", null)]
    public void Attributes_name_languages_as_Linguist_does(string name, string? language) => Assert.Equal(language, LanguageSet.Default.ByMode(name)?.Id);

    [Theory]
    [InlineData("bin/tool", true)]
    [InlineData("src/table.def", true)]
    [InlineData(".gitattributes", false)]
    [InlineData("logo.PNG", false)]
    [InlineData("a.py", false)]
    [InlineData("Makefile", false)]
    public void Only_files_whose_names_tell_nothing_are_looked_into(string path, bool isLookedInto) =>
        Assert.Equal(isLookedInto, LanguageSet.Default.IsLookedInto(Encoding.UTF8.GetBytes(path)));

    private static string? Of(string content) => ContentLanguage.Of(Encoding.UTF8.GetBytes(content), LanguageSet.Default)?.Id;
}
