// What Go's own parser and type checker say of the files that standard input names, one path a line below the current folder, as JSON lines.
// `definitions`: {path, line, name, kind}, or {path, unread}. `references MODULE`: {name, kind, places} for each symbol, in order, then {at, symbol} for each use
// (-1: not one of these), then {error} for each error. A place is [path, line from 1, column from 1 in UTF-16]. MODULE is the path of go.mod; packages that are not of
// it and not of the standard library are not known, and what hangs on them is not printed.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"
)

var (
	fset  = token.NewFileSet()
	texts = map[string][]byte{}
	out   = json.NewEncoder(os.Stdout)
)

type place [3]any

func main() {
	var paths []string
	for scanner := bufio.NewScanner(os.Stdin); scanner.Scan(); {
		if scanner.Text() != "" {
			paths = append(paths, scanner.Text())
		}
	}
	if os.Args[1] == "definitions" {
		definitions(paths)
	} else {
		references(os.Args[2], paths)
	}
}

func parse(name string) (*ast.File, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	texts[name] = text
	return parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
}

func definitions(paths []string) {
	for _, name := range paths {
		file, err := parse(name)
		if err != nil {
			out.Encode(map[string]any{"path": name, "unread": true})
			continue
		}
		add := func(id *ast.Ident, kind string) {
			if id.Name != "_" {
				out.Encode(map[string]any{"path": name, "line": fset.Position(id.Pos()).Line, "name": id.Name, "kind": kind})
			}
		}
		for _, declared := range file.Decls {
			switch d := declared.(type) {
			case *ast.FuncDecl:
				ast.Inspect(d, func(node ast.Node) bool {
					if s, is := node.(*ast.TypeSpec); is {
						add(s.Name, "type")
						members(s.Type, add, true)
					}
					return true
				})
				if d.Recv == nil {
					add(d.Name, "func")
				} else {
					add(d.Name, "method")
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch s := spec.(type) {
					case *ast.TypeSpec:
						add(s.Name, "type")
						members(s.Type, add, true)
					case *ast.ValueSpec:
						for _, id := range s.Names {
							add(id, d.Tok.String())
						}
					}
				}
			}
		}
	}
}

// Fields and methods of a declared type; those of types within it have no name to be reached by.
func members(e ast.Expr, add func(*ast.Ident, string), isOuter bool) {
	switch t := e.(type) {
	case *ast.StructType:
		for _, field := range t.Fields.List {
			for _, id := range field.Names {
				if isOuter {
					add(id, "field")
				} else {
					add(id, "inner field")
				}
			}
			if len(field.Names) == 0 {
				if id := typeName(field.Type); id != nil {
					add(id, "embedded field")
				}
			}
			members(field.Type, add, false)
		}
	case *ast.InterfaceType:
		for _, method := range t.Methods.List {
			for _, id := range method.Names {
				add(id, "interface method")
			}
		}
	case *ast.ArrayType:
		members(t.Elt, add, false)
	case *ast.MapType:
		members(t.Value, add, false)
	case *ast.StarExpr:
		members(t.X, add, false)
	}
}

func typeName(e ast.Expr) *ast.Ident {
	switch t := e.(type) {
	case *ast.Ident:
		return t
	case *ast.SelectorExpr:
		return t.Sel
	case *ast.StarExpr:
		return typeName(t.X)
	case *ast.IndexExpr:
		return typeName(t.X)
	case *ast.IndexListExpr:
		return typeName(t.X)
	}
	return nil
}

// The packages of the module, checked as they are imported; of the standard library the sources.
type packages struct {
	module string
	std    types.Importer
	files  map[string][]*ast.File // By folder and name of the package.
	known  map[string]*types.Package
}

func (p *packages) Import(name string) (*types.Package, error) {
	if known, is := p.known[name]; is {
		if known == nil {
			return nil, fmt.Errorf("%s imports itself, or is not there", name)
		}
		return known, nil
	}
	if name != p.module && !strings.HasPrefix(name, p.module+"/") {
		if strings.Contains(strings.Split(name, "/")[0], ".") {
			return nil, fmt.Errorf("%s is not here", name)
		}
		return p.std.Import(name)
	}
	p.known[name] = nil
	folder := strings.TrimPrefix(strings.TrimPrefix(name, p.module), "/")
	for key, files := range p.files {
		if at := strings.LastIndexByte(key, ' '); key[:at] == folder && !strings.HasSuffix(key, "_test") {
			var own []*ast.File
			for _, file := range files {
				if !strings.HasSuffix(fset.Position(file.Pos()).Filename, "_test.go") {
					own = append(own, file)
				}
			}
			if len(own) > 0 {
				config := types.Config{Importer: p, Error: func(error) {}, FakeImportC: true}
				p.known[name], _ = config.Check(name, fset, own, nil)
			}
		}
	}
	return p.Import(name)
}

func references(module string, paths []string) {
	files := map[string][]*ast.File{}
	asked := map[string]bool{}
	context := build.Default
	var errors []string
	for _, name := range paths {
		if is, err := context.MatchFile(filepath.Split(name)); err != nil || !is {
			continue
		}
		file, err := parse(name)
		if err != nil {
			errors = append(errors, err.Error())
			continue
		}
		asked[name] = true
		key := strings.TrimSuffix(path.Dir(name), ".") + " " + file.Name.Name
		files[key] = append(files[key], file)
	}
	p := &packages{module, importer.ForCompiler(fset, "source", nil), files, map[string]*types.Package{}}
	var keys []string
	for key := range files {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	symbols, uses := map[token.Position]int{}, map[token.Position]types.Object{}
	count := 0
	for _, key := range keys {
		info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
		config := types.Config{Importer: p, FakeImportC: true, Error: func(err error) { errors = append(errors, err.Error()) }}
		config.Check(path.Join(module, key[:strings.LastIndexByte(key, ' ')]), fset, files[key], info)
		var ids []*ast.Ident
		for id, object := range info.Defs {
			if object != nil && kindOf(object) != "" && id.Name != "_" {
				ids = append(ids, id)
			}
		}
		sort.Slice(ids, func(i, j int) bool { return ids[i].Pos() < ids[j].Pos() })
		for _, id := range ids {
			at := fset.Position(id.Pos())
			if _, is := symbols[at]; !is {
				symbols[at] = count
				count++
				out.Encode(map[string]any{"name": id.Name, "kind": kindOf(info.Defs[id]), "places": []place{placeOf(at)}})
			}
		}
		for id, object := range info.Uses {
			uses[fset.Position(id.Pos())] = object
		}
	}
	var places []token.Position
	for at := range uses {
		if asked[at.Filename] {
			places = append(places, at)
		}
	}
	sort.Slice(places, func(i, j int) bool {
		a, b := places[i], places[j]
		return a.Filename < b.Filename || a.Filename == b.Filename && a.Offset < b.Offset
	})
	for _, at := range places {
		index := -1
		if declared := fset.Position(origin(uses[at]).Pos()); declared.IsValid() {
			if known, is := symbols[declared]; is {
				index = known
			}
		}
		out.Encode(map[string]any{"at": placeOf(at), "symbol": index})
	}
	for _, text := range errors {
		out.Encode(map[string]any{"error": text})
	}
}

// Of a generic type's member the one that is declared.
func origin(object types.Object) types.Object {
	switch o := object.(type) {
	case *types.Func:
		return o.Origin()
	case *types.Var:
		return o.Origin()
	}
	return object
}

// Empty for locals, parameters and the like.
func kindOf(object types.Object) string {
	isTop := object.Pkg() != nil && object.Parent() == object.Pkg().Scope()
	switch o := object.(type) {
	case *types.TypeName:
		if isTop {
			return "type"
		}
	case *types.Func:
		if o.Type().(*types.Signature).Recv() != nil {
			return "method"
		}
		return "function"
	case *types.Const:
		if isTop {
			return "constant"
		}
	case *types.Var:
		if o.IsField() && !o.Embedded() {
			return "field"
		}
		if isTop {
			return "variable"
		}
	}
	return ""
}

func placeOf(at token.Position) place {
	text := texts[at.Filename]
	column := 1
	for i := at.Offset - at.Column + 1; i < at.Offset; {
		r, size := utf8.DecodeRune(text[i:])
		column++
		if r > 0xFFFF {
			column++
		}
		i += size
	}
	return place{at.Filename, at.Line, column}
}
