; Verilog and SystemVerilog. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(one_line_comment) (block_comment)] @comment
(attribute_instance) @signature.skip

; Definitions. A module is a class: what is instantiated. An instantiation is a call of it, so that graph tells the hierarchy.

(package_declaration name: (_) @name ";" @body) @definition.namespace
(module_declaration (module_ansi_header name: (_) @name ";" @body)) @definition.class
(module_declaration (module_nonansi_header name: (_) @name ";" @body)) @definition.class
(module_declaration name: (_) @name) @definition.class
(program_declaration (program_ansi_header name: (_) @name ";" @body)) @definition.class
(program_declaration (program_nonansi_header name: (_) @name ";" @body)) @definition.class
(interface_declaration (interface_ansi_header name: (_) @name ";" @body)) @definition.interface
(interface_declaration (interface_nonansi_header name: (_) @name ";" @body)) @definition.interface
(class_declaration name: (_) @name ";" @body) @definition.class
(interface_class_declaration name: (_) @name ";" @body) @definition.interface
(checker_declaration name: (_) @name ";" @body) @definition.class
(covergroup_declaration name: (_) @name ";" @body) @definition.class
(text_macro_definition (text_macro_name (simple_identifier) @name)) @definition.macro

(type_declaration (data_type "enum") type_name: (_) @name) @definition.enum
(type_declaration (data_type (struct_union "struct")) type_name: (_) @name) @definition.struct
(type_declaration (data_type (struct_union "union")) type_name: (_) @name) @definition.union
(type_declaration type_name: (_) @name) @definition.type_alias
(enum_name_declaration . (_) @name) @definition.enum_member
(struct_union_member (list_of_variable_decl_assignments (variable_decl_assignment name: (_) @name @definition.field))) @range

(class_item (class_method (function_declaration (function_body_declaration name: (_) @name ";" @body)))) @definition.method
(class_item (class_method (task_declaration (task_body_declaration name: (_) @name ";" @body)))) @definition.method
(class_item (class_method (function_prototype name: (_) @name))) @definition.method
(class_item (class_method (task_prototype name: (_) @name))) @definition.method
(class_item (class_method (class_constructor_declaration "new" @name ";" @body))) @definition.constructor
(class_item (class_property (data_declaration (list_of_variable_decl_assignments (variable_decl_assignment name: (_) @name @definition.field))))) @range
(class_item (constraint_declaration (simple_identifier) @name)) @definition.property
(function_declaration (function_body_declaration (class_scope (class_type (simple_identifier) @qualifier)) name: (_) @name ";" @body)) @definition.method
(task_declaration (task_body_declaration (class_scope (class_type (simple_identifier) @qualifier)) name: (_) @name ";" @body)) @definition.method
(function_declaration (function_body_declaration name: (_) @name ";" @body)) @definition.function
(task_declaration (task_body_declaration name: (_) @name ";" @body)) @definition.function
(dpi_import_export (dpi_function_proto (function_prototype name: (_) @name))) @definition.function
(dpi_import_export (dpi_task_proto (task_prototype name: (_) @name))) @definition.function
([(property_declaration name: (_) @name ";" @body) (sequence_declaration name: (_) @name ";" @body) (let_declaration name: (_) @name)] @definition.function)
(modport_item . (simple_identifier) @name) @definition.property
(clocking_declaration name: (_) @name ";" @body) @definition.property

(ansi_port_declaration port_name: (_) @name) @definition.property
(port_declaration (_ (list_of_port_identifiers (simple_identifier) @name @definition.property))) @range
(port_declaration (_ (list_of_variable_identifiers (simple_identifier) @name @definition.property))) @range
(port_declaration (_ (list_of_variable_port_identifiers (simple_identifier) @name @definition.property))) @range
(param_assignment . (simple_identifier) @name) @definition.constant
(type_assignment name: (_) @name) @definition.type_alias
(block_item_declaration (data_declaration (list_of_variable_decl_assignments (variable_decl_assignment name: (_) @definition.none))))
(data_declaration (list_of_variable_decl_assignments (variable_decl_assignment name: (_) @name @definition.variable))) @range
(net_declaration (list_of_net_decl_assignments (net_decl_assignment . (simple_identifier) @name @definition.variable))) @range
(hierarchical_instance (name_of_instance instance_name: (_) @name)) @definition.variable

[(package_declaration) (module_declaration) (program_declaration) (interface_declaration) (class_declaration) (interface_class_declaration) (checker_declaration) (type_declaration)
 (function_declaration) (task_declaration) (dpi_import_export) (text_macro_definition) (enum_name_declaration) (param_assignment) (ansi_port_declaration)] @flag.exported
[(class_item (class_property (class_item_qualifier "static"))) (class_item (class_method (method_qualifier (class_item_qualifier "static"))))] @flag.static
(class_item (class_method "pure")) @flag.abstract

; Scopes and what is local to them

[(function_declaration) (task_declaration) (class_constructor_declaration) (function_prototype) (task_prototype) (seq_block) (par_block) (loop_statement) (loop_generate_construct)
 (property_declaration) (sequence_declaration) (let_declaration) (text_macro_definition)] @scope

(tf_port_item name: (_) @local)
(tf_port_declaration (list_of_tf_variable_identifiers (simple_identifier) @local))
(block_item_declaration (data_declaration (list_of_variable_decl_assignments (variable_decl_assignment name: (_) @local))))
(for_variable_declaration (simple_identifier) @local)
(loop_variables (simple_identifier) @local)
(genvar_initialization . (simple_identifier) @local)
(property_port_item (simple_identifier) @local)
(sequence_port_item (simple_identifier) @local)
(formal_argument (simple_identifier) @local)

(seq_block . (simple_identifier) @ignore)
(generate_block name: (_) @ignore)
(list_of_ports) @ignore
(list_of_genvar_identifiers) @ignore
(module_declaration ":" (simple_identifier) @ignore)
([(package_declaration (simple_identifier) @ignore) (module_declaration (simple_identifier) @ignore) (interface_declaration (simple_identifier) @ignore) (class_declaration (simple_identifier) @ignore)
  (function_body_declaration (simple_identifier) @ignore) (task_body_declaration (simple_identifier) @ignore) (concurrent_assertion_item . (simple_identifier) @ignore)])

; Imports

(package_import_item . (simple_identifier) @module (simple_identifier) @name (#preceded-by? @name "::")) @import
(package_import_item . (simple_identifier) @module) @import
(include_compiler_directive (quoted_string (quoted_string_item) @module)) @import
(package_import_item (simple_identifier) @reference.import)
((quoted_string_item) @reference.import (#has-ancestor? @reference.import include_compiler_directive) (#set! tail))

; Uses

(module_instantiation instance_type: (simple_identifier) @reference.call)
(interface_instantiation instance_type: (simple_identifier) @reference.call)
(program_instantiation instance_type: (simple_identifier) @reference.call)
(checker_instantiation instance_type: (simple_identifier) @reference.call)
(text_macro_usage . (simple_identifier) @reference.call)
(tf_call (hierarchical_identifier (simple_identifier) @reference.call) (#preceded-by? @reference.call ".") (#not-followed-by? @reference.call "." "[") (#set! member))
(tf_call (hierarchical_identifier (simple_identifier) @reference.call) (#not-followed-by? @reference.call "." "["))
(method_call_body name: (simple_identifier) @reference.call (#followed-by? @reference.call "(") (#set! member))
(method_call_body name: (simple_identifier) @reference.read (#set! member))
((macro_text) @words (#not-match? @words "^[hbdo][0-9a-fxz_]+$"))
(class_declaration (class_type (simple_identifier) @reference.implements) (#not-followed-by? @reference.implements "::"))
(class_type (simple_identifier) @reference.type (#not-followed-by? @reference.type "::"))
(class_scope (class_type (simple_identifier) @reference.type))
(data_type (simple_identifier) @reference.type)
(net_declaration . (simple_identifier) @reference.type)
(type_assignment value: (simple_identifier) @reference.type)
(interface_port_header interface_name: (_) @reference.type)
(interface_port_header modport_name: (_) @reference.read (#set! member))
(bind_target_scope (simple_identifier) @reference.type)
(named_port_connection port_name: (_) @reference.read (#followed-by? @reference.read "(") (#set! member))
(named_port_connection port_name: (_) @reference.read)
(named_parameter_assignment . (simple_identifier) @reference.read (#set! member))
(variable_lvalue (hierarchical_identifier (simple_identifier) @reference.write) (#preceded-by? @reference.write ".") (#not-followed-by? @reference.write ".") (#set! member))
(variable_lvalue (hierarchical_identifier (simple_identifier) @reference.write) (#not-followed-by? @reference.write "."))
(blocking_assignment . (hierarchical_identifier (simple_identifier) @reference.write) (#not-followed-by? @reference.write "."))
(net_lvalue . (simple_identifier) @reference.write)
(hierarchical_identifier (simple_identifier) @reference.read (#preceded-by? @reference.read ".") (#set! member))
(simple_identifier) @reference.read
