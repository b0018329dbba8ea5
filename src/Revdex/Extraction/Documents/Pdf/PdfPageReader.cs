namespace Revdex.Extraction.Documents.Pdf;

/// <summary>
/// Reads the content of a page (ISO 32000-1, 7.8.2 and 9.4) for its text: what is drawn, coloured or clipped is passed over. For one thread.
/// </summary>
internal sealed class PdfPageReader(PdfFile file, PdfFonts fonts)
{
    /// <summary>Forms within forms.</summary>
    private const int FormsDepthMax = 8;

    /// <summary>States saved within each other; beyond, they are only counted.</summary>
    private const int SavedMax = 256;

    /// <summary>No operator of text takes more.</summary>
    private const int OperandsMax = 64;

    /// <summary>How much of a small picture is looked through for its end.</summary>
    private const int InlinePictureMaxBytes = 1024 * 1024;

    private readonly HashSet<PdfStream> _forms = new(ReferenceEqualityComparer.Instance);
    private readonly List<PdfValue> _operands = [];
    private PdfPageText _to = new();
    private PdfTextState _state;
    private PdfMatrix _text;
    private PdfMatrix _line;

    /// <param name="content">Operators, unpacked.</param>
    /// <param name="resources">Of the page.</param>
    public List<PdfFragment> Read(ReadOnlyMemory<byte> content, Dictionary<string, PdfValue>? resources)
    {
        _to = new PdfPageText();
        _state = new PdfTextState(PdfMatrix.Identity);
        Run(content, resources);
        return _to.Fragments;
    }

    private void Run(ReadOnlyMemory<byte> content, Dictionary<string, PdfValue>? resources)
    {
        var saved = new Stack<PdfTextState>();
        var unsaved = 0;
        _operands.Clear();
        var lexer = new PdfLexer(content.Span);
        var charged = 0L;
        for (var value = lexer.Read(hasReferences: false); value.Kind != PdfKind.End && !file.Budget.IsSpent; value = lexer.Read(hasReferences: false))
        {
            if (value.Word is not { } word)
            {
                if (_operands.Count < OperandsMax)
                {
                    _operands.Add(value);
                }

                continue;
            }

            switch (word)
            {
                case "q" when saved.Count < SavedMax:
                    saved.Push(_state);
                    break;
                case "q":
                    unsaved++;
                    break;
                case "Q" when unsaved > 0:
                    unsaved--;
                    break;
                case "Q" when saved.TryPop(out var before):
                    _state = before;
                    break;
                case "BI":
                    PassPicture(ref lexer, content.Span);
                    break;
                case "Do" when Name(0) is { } name:
                    Draw(file.Value(file.Value(resources, "XObject").Entries, name).Stream, resources);
                    break;
                case "Tf" when Name(0) is { } name:
                    _state.Font = fonts.Of(file.Value(file.Value(resources, "Font").Entries, name));
                    _state.Size = Number(1);
                    break;
                case "gs" when Name(0) is { } name && file.Value(file.Value(file.Value(resources, "ExtGState").Entries, name).Entries, "Font").Items is [var font, { Number: { } size }, ..]:
                    (_state.Font, _state.Size) = (fonts.Of(file.Value(font)), size);
                    break;
                default:
                    Do(word);
                    break;
            }

            _operands.Clear();
            file.Budget.Work(lexer.Cost - charged);
            charged = lexer.Cost;
        }
    }

    private void Do(string word)
    {
        switch (word)
        {
            case "cm" when PdfMatrix.Of(_operands) is { } matrix:
                _state.Page = matrix.Then(_state.Page);
                break;
            case "BT":
                (_text, _line) = (PdfMatrix.Identity, PdfMatrix.Identity);
                break;
            case "Tc":
                _state.CharacterSpacing = Number(0);
                break;
            case "Tw":
                _state.WordSpacing = Number(0);
                break;
            case "Tz":
                _state.Stretch = Number(0) / 100;
                break;
            case "TL":
                _state.Leading = Number(0);
                break;
            case "Ts":
                _state.Rise = Number(0);
                break;
            case "Td":
                NextLine(Number(0), Number(1));
                break;
            case "TD":
                _state.Leading = -Number(1);
                NextLine(Number(0), Number(1));
                break;
            case "Tm" when PdfMatrix.Of(_operands) is { } matrix:
                (_text, _line) = (matrix, matrix);
                break;
            case "T*":
                NextLine(0, -_state.Leading);
                break;
            case "Tj":
                Show(0);
                break;
            case "'":
                NextLine(0, -_state.Leading);
                Show(0);
                break;
            case "\"":
                (_state.WordSpacing, _state.CharacterSpacing) = (Number(0), Number(1));
                NextLine(0, -_state.Leading);
                Show(2);
                break;
            case "TJ" when _operands is [.., { Items: { } items }]:
                foreach (var item in items)
                {
                    Show(item.Text);
                    Move(item.Number is { } back ? -back / 1000 * _state.Size * _state.Stretch : 0);
                }

                break;
        }
    }

    private string? Name(int operand) => operand < _operands.Count ? _operands[operand].Name : null;

    private double Number(int operand) => operand < _operands.Count ? _operands[operand].Number ?? 0 : 0;

    private void NextLine(double x, double y) => _text = _line = _line.Moved(x, y);

    private void Move(double along) => _text = _text.Moved(along, 0);

    private void Show(int operand) => Show(operand < _operands.Count ? _operands[operand].Text : null);

    private void Show(byte[]? bytes)
    {
        if (bytes is null || _state.Font is not { } font)
        {
            return;
        }

        for (var at = 0; at < bytes.Length;)
        {
            var text = font.Next(bytes, ref at, out var width, out var isBlank);
            var place = _text.Moved(0, _state.Rise).Then(_state.Page);
            var along = width / 1000 * _state.Size * _state.Stretch;
            var size = Math.Abs(_state.Size) * font.Scale * Math.Sqrt(place.C * place.C + place.D * place.D);
            var isBackwards = _state.Size * _state.Stretch < 0;
            var direction = (Math.Abs(place.A) >= Math.Abs(place.B) ? place.A < 0 ? 2 : 0 : place.B < 0 ? 3 : 1) + (isBackwards ? 2 : 0);
            _to.Add(text, place.E, place.F, Math.Abs(along) * Math.Sqrt(place.A * place.A + place.B * place.B), size, direction % 4, font.IsFixedPitch);
            Move(along + (_state.CharacterSpacing + (isBlank ? _state.WordSpacing : 0)) * _state.Stretch);
        }

        file.Budget.Work(bytes.Length);
    }

    /// <summary>A form is a page's content that stands by itself, with resources of its own.</summary>
    private void Draw(PdfStream? form, Dictionary<string, PdfValue>? resources)
    {
        if (form is null || file.Value(form.Entries, "Subtype").Name != "Form" || _forms.Count >= FormsDepthMax || !_forms.Add(form))
        {
            return;
        }

        if (file.Unpack(form) is { } content)
        {
            var before = (_state, _text, _line);
            _state.Page = PdfMatrix.Of([.. file.Items(form.Entries.GetValueOrDefault("Matrix"))])?.Then(_state.Page) ?? _state.Page;
            Run(content, file.Value(form.Entries, "Resources").Entries ?? resources);
            (_state, _text, _line) = before;
        }

        _forms.Remove(form);
    }

    /// <summary>Past a picture that stands among the operators: its bytes are anything, its end is told by what is around it.</summary>
    private void PassPicture(ref PdfLexer lexer, ReadOnlySpan<byte> content)
    {
        for (var value = lexer.Read(hasReferences: false); value.Kind != PdfKind.End && value.Word != "ID"; value = lexer.Read(hasReferences: false))
        {
            // Its width, its colours.
        }

        var end = Math.Min(content.Length, lexer.At + InlinePictureMaxBytes);
        for (var at = lexer.At; at < end;)
        {
            var next = content[at..end].IndexOf("EI"u8);
            if (next < 0)
            {
                break;
            }

            at += next + 2;
            if (PdfLexer.IsBlank(content[at - 3]) && (at == content.Length || PdfLexer.IsBlank(content[at])))
            {
                file.Budget.Scanned(at - lexer.At);
                lexer.At = at;
                return;
            }
        }

        lexer.At = end;
    }
}
