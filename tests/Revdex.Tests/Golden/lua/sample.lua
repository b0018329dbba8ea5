#!/usr/bin/env lua
--- A shop of things.
-- @module shop
local json = require("dkjson")
local insert, concat = table.insert, table.concat
local Base = require "shop.base"
require("shop.setup")

local M = { VERSION = "1.0" }

MAX_ITEMS = 100
local cache = {}
local limit <const> = 10

--- An order.
local Order = setmetatable({}, { __index = Base })
Order.__index = Order
Order.count = 0

local defaults = {
  currency = "EUR",
  ["quoted key"] = true,
  format = function(value)
    return value .. Order.count
  end,
}

--- Makes an order.
-- @param name what it is called
function Order.new(name, ...)
  local self = setmetatable({}, Order)
  self.name = name or defaults.currency
  self.items = {}
  Order.count = Order.count + 1
  return self, ...
end

-- Adds an item.
function Order:add(item, amount)
  amount = amount or 1
  insert(self.items, { item = item, amount = amount })
  for i, line in ipairs(self.items) do
    if line.amount > MAX_ITEMS then goto continue end
    cache[line.item] = i
    ::continue::
  end
  for n = 1, #self.items, limit do
    print(n, self.items[n].item:describe())
  end
  return self
end

local function total(order)
  local sum = 0
  while sum < MAX_ITEMS do
    sum = sum + price_of(order)
    if sum == limit then break end
  end
  repeat
    local done = order:is_done()
  until done
  return sum
end

local describe = function(order)
  return string.format("%s: %d", order.name, total(order))
end

M.describe = describe

function M.util.trim(text)
  return (text:gsub("^%s+", ""))
end

M.encode = function(order, callback)
  callback(json.encode(order), function(err, body)
    log_error(err, body)
  end)
  return pcall(total, order)
end

do
  M.decode = function(text) return text end
end

function global_helper()
  counter = (counter or 0) + 1
  return M.util.trim [[ text ]]
end

return M
