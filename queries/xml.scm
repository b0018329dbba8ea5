; XML, with what MSBuild, Maven, XAML and schemas name. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(Comment) @comment

; Definitions: MSBuild's targets and properties, Maven's properties, a schema's types and elements, resources and settings, what has an id or a name in
; XAML, and what else stands below the root, once a name.

(element (STag . (Name) @t (Attribute (Name) @a (AttValue) @name)) (content)? @body (#eq? @t "Target") (#eq? @a "Name") (#set! unquoted)) @definition.function
(element (EmptyElemTag . (Name) @t (Attribute (Name) @a (AttValue) @name)) (#eq? @t "Target") (#eq? @a "Name") (#set! unquoted)) @definition.function
(element (STag . (Name) @g) (content (element (STag . (Name) @name) (content . (CharData) (element))) @definition.none) (#any-of? @g "PropertyGroup" "properties"))
(element (STag . (Name) @g) (content (element (STag . (Name) @name)) @definition.property) (#any-of? @g "PropertyGroup" "properties") (#set! whole))
(element (STag . (Name) @t (Attribute (Name) @a (AttValue) @name)) (content)? @body (#match? @t "^xsd?:(complexType|simpleType)$") (#eq? @a "name") (#set! unquoted)) @definition.type_alias
(element (STag . (Name) @t (Attribute (Name) @a (AttValue) @name)) (content)? @body (#match? @t "^xsd?:(element|group|attributeGroup)$") (#eq? @a "name") (#set! unquoted)) @definition.property
(element (EmptyElemTag . (Name) @t (Attribute (Name) @a (AttValue) @name)) (#match? @t "^xsd?:(element|attribute)$") (#eq? @a "name") (#set! unquoted)) @definition.property
(element (STag . (Name) @t (Attribute (Name) @a (AttValue) @name)) (content)? @body (#any-of? @t "data" "string" "string-array" "plurals" "dimen" "color" "style") (#eq? @a "name") (#set! unquoted)) @definition.constant
(element (EmptyElemTag . (Name) @t (Attribute (Name) @a (AttValue) @name)) (#eq? @t "add") (#any-of? @a "key" "name") (#set! unquoted)) @definition.property
(element (STag . (Name) (Attribute (Name) @a (AttValue) @name)) (content)? @body (#any-of? @a "x:Name" "x:Key") (#set! unquoted)) @definition.field
(element (EmptyElemTag . (Name) (Attribute (Name) @a (AttValue) @name)) (#any-of? @a "x:Name" "x:Key") (#set! unquoted)) @definition.field
(element (STag . (Name) (Attribute (Name) @a (AttValue) @name)) (content)? @body (#any-of? @a "id" "xml:id") (#set! unquoted)) @definition.section
(element (EmptyElemTag . (Name) (Attribute (Name) @a (AttValue) @name)) (#any-of? @a "id" "xml:id") (#set! unquoted)) @definition.section
(document root: (element (content (element (STag . (Name) @name (#any-of? @name "PropertyGroup" "ItemGroup"))) @definition.none)))
(document root: (element (content (element (STag . (Name) @name) (content)? @body) @definition.section (#set! top))))
(GEDecl (Name) @name) @definition.constant

; Imports

(EmptyElemTag . (Name) @t (Attribute (Name) @a (AttValue) @module @import) (#any-of? @t "Import" "PackageReference" "ProjectReference" "Reference") (#any-of? @a "Project" "Include"))
(STag . (Name) @t (Attribute (Name) @a (AttValue) @module @import) (#any-of? @t "PackageReference" "ProjectReference" "Reference") (#eq? @a "Include"))
(EmptyElemTag . (Name) @t (Attribute (Name) @a (AttValue) @module @import) (#match? @t "^xsd?:(import|include)$") (#eq? @a "schemaLocation"))

; Uses: what is named by file, what an attribute lists, and everywhere $(…), ${…}, @(…) and %(…).

(EmptyElemTag . (Name) @t (Attribute (Name) @a (AttValue) @reference.import) (#any-of? @t "Import" "ProjectReference") (#any-of? @a "Project" "Include") (#set! unquoted) (#set! tail))
(EmptyElemTag . (Name) @t (Attribute (Name) @a (AttValue) @reference.import) (#eq? @t "PackageReference") (#eq? @a "Include") (#set! unquoted))
(STag . (Name) @t (Attribute (Name) @a (AttValue) @reference.import) (#any-of? @t "PackageReference" "ProjectReference") (#eq? @a "Include") (#set! unquoted) (#set! tail))
(element (STag . (Name) @t) (content (element (EmptyElemTag . (Name) @reference.call))) (#eq? @t "Target"))
(Attribute (Name) @a (AttValue) @words (#any-of? @a "DefaultTargets" "DependsOnTargets" "BeforeTargets" "AfterTargets" "Targets" "TaskName" "class" "type" "base" "ref" "parent" "x:Class" "x:DataType" "TargetType" "Click") (#set! unquoted))
((AttValue) @words.braces @v (#match? @v "^.\\{"))
(AttValue) @words.dollar
(CharData) @words.dollar
(CData) @words.dollar
