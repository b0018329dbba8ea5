; YAML. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Keys are the outline, three deep and not within sequences. What a lock file has of each of its packages is not: a hundred thousand lines.

(document (block_node (block_mapping (block_mapping_pair key: (flow_node (_) @name) ":" @body value: (block_node)) @definition.property)) (#not-eq? @name "<<"))
(document (block_node (block_mapping (block_mapping_pair key: (flow_node (_) @name)) @definition.property)) (#not-eq? @name "<<"))
(document (block_node (block_mapping (block_mapping_pair value: (block_node (block_mapping (block_mapping_pair key: (flow_node (_) @name) ":" @body value: (block_node)) @definition.property))))) (#not-eq? @name "<<"))
(document (block_node (block_mapping (block_mapping_pair value: (block_node (block_mapping (block_mapping_pair key: (flow_node (_) @name)) @definition.property))))) (#not-eq? @name "<<"))
(document (block_node (block_mapping (block_mapping_pair key: (_) @k value: (block_node (block_mapping (block_mapping_pair value: (block_node (block_mapping (block_mapping_pair key: (flow_node (_) @name) ":" @body value: (block_node)) @definition.property)))))))) (#not-eq? @name "<<") (#not-any-of? @k "packages" "dependencies" "snapshots" "importers"))
(document (block_node (block_mapping (block_mapping_pair key: (_) @k value: (block_node (block_mapping (block_mapping_pair value: (block_node (block_mapping (block_mapping_pair key: (flow_node (_) @name)) @definition.property)))))))) (#not-eq? @name "<<") (#not-any-of? @k "packages" "dependencies" "snapshots" "importers"))

; An anchor and where it is meant.

(anchor (anchor_name) @name) @definition.variable
(alias (alias_name) @reference.read)
