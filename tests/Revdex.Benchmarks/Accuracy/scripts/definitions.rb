# What Ruby's own parser (Ripper) sees defined, as JSON lines: modules, classes, methods, constants, aliases and attr_* of symbols
# (and what Rails has of their like).
# Standard input: one path a line, below the current folder.
require "json"
require "ripper"

# Walks the tree of one file; `emit` as path, line, name and kind.
class Reader
  ACCESSORS = %w[attr_reader attr_writer attr_accessor attr cattr_accessor mattr_accessor class_attribute].freeze

  def initialize(path)
    @path = path
  end

  def emit(token, kind)
    return unless token.is_a?(Array) && token[0].to_s.start_with?("@")

    puts JSON.generate(path: @path, line: token[2][0], name: token[1].delete_suffix(kind == "method" && token[1] =~ /\A\w+=\z/ ? "=" : ""), kind: kind)
  end

  def visit(node)
    return unless node.is_a?(Array)

    case node[0]
    when :module then emit(node[1].last, "module")
    when :class then emit(node[1].last, "class")
    when :def then emit(node[1], "method")
    when :defs then emit(node[3], "method")
    when :alias then emit(symbol(node[1]), "method")
    when :assign then constant(node[1])
    when :massign then node[1].each { |left| constant(left) }
    when :opassign then constant(node[1])
    when :command then accessors(node[1], node[2])
    when :method_add_arg then accessors(node[1][1], node[2]) if node[1][0] == :fcall
    end
    node.each { |child| visit(child) }
  end

  def constant(left)
    left = left[1] if left.is_a?(Array) && %i[var_field top_const_field].include?(left[0])
    left = left[2] if left.is_a?(Array) && left[0] == :const_path_field
    emit(left, "constant") if left.is_a?(Array) && left[0] == :@const
  end

  def accessors(name, arguments)
    return unless name.is_a?(Array) && ACCESSORS.include?(name[1])

    symbols(arguments) { |token| emit(token, "accessor") }
  end

  # The names of the symbols that stand as arguments, not within others.
  def symbols(node, &block)
    return unless node.is_a?(Array)
    return block.call(symbol(node)) if node[0] == :symbol_literal

    node.each { |child| symbols(child, &block) }
  end

  def symbol(node)
    node = node[1] while node.is_a?(Array) && %i[symbol_literal symbol].include?(node[0])
    node
  end
end

$stdin.each_line(chomp: true) do |path|
  text = File.read(path, encoding: "UTF-8")
  tree = text.valid_encoding? ? Ripper.sexp(text) : nil
  if tree.nil?
    puts JSON.generate(path: path, unread: "no Ruby of this version")
    next
  end
  Reader.new(path).visit(tree)
end
