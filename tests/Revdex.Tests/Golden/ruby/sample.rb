require 'json'
require_relative "store/base"

# Things that can be sold.
module Shop
  MAX_ITEMS = 100
  MIN_ITEMS, STEP = 1, 2
  RATE ||= 0.19
  Shop::LIMIT = 5

  # An order of one customer.
  #
  # Not thread-safe.
  class Order < Store::Base
    include Comparable
    extend Shop::Helpers

    attr_reader :items, :total
    attr_accessor :note

    @@count = 0

    def initialize(customer, limit: MAX_ITEMS)
      @customer = customer
      @items = []
      @@count += 1
      super()
    end

    # Adds an item.
    def add(item, *rest, &block)
      price = item.price * Rates::DEFAULT
      @total += price
      @items << item if price > 0 && valid?
      rest.each { |other| touch(other, price) }
      block.call(self) if block_given?
      "added #{item.name} of #{MAX_ITEMS}"
    end

    def note=(text)
      @note = text.strip
    end

    def <=>(other)
      total <=> other.total
    end

    def valid?
      !items.empty?
    end

    def self.load(path)
      data = JSON.parse(File.read(path))
      new(data.fetch("customer")).tap do |order|
        data["items"].map { |raw| Item.new(raw) }.each { |made| order.add(made) }
      end
    rescue Errno::ENOENT, ParseError => error
      warn error.message
      nil
    end

    alias push add

    class << self
      attr_accessor :registry, :limits
      alias enlist register

      # Registers an order.
      def register(order)
        entry = order.total
        (@registry ||= []) << entry
      end

      def registry=(value)
        @registry = value
      end

      private def forget(order) = registry.delete(order)
    end

    class << DEFAULT
      def hidden = true
    end

    private

    def touch(other, amount)
      first, second = other.split(amount)
      log(first) unless second
      helper = ->(x) { x + offset }
      helper.call(first)
    end
  end

  Item = Struct.new(:name, :price)

  class Legacy::Order
  end
end

class ::Outermost < ::Shop::Order
end

module ::Wide; end

Shop.class_eval <<~RUBY, __FILE__, __LINE__ + 1
  class Late < Order
    def shipped? = total.zero?
  end
RUBY

Shop.class_eval <<~RUBY
  def #{name}_made = 1
RUBY

puts <<~TEXT
  class NoCode
  end
TEXT

Shop::Order.load("order.json")
