"""
Orders of the shop.
"""
module Orders

using LinearAlgebra, Statistics
using ..Stock: take!, Levels as StockLevels
import Base: show, +
import JSON3
include("lines.jl")

export Order, total, @timed_order

const MAX_ORDERS = 100
global attempts = 0
rates = Dict("de" => 0.19)

abstract type Priced end
primitive type Flag 8 end

@enum State open=1 paid

# What one line holds.
struct Line
    price::Float64
    count::Int
end

"""
    Order(number)

One order.
"""
mutable struct Order{T<:Real} <: Priced
    number::Int
    lines::Vector{Line}
    rate::T

    Order{T}(number, rate) where {T<:Real} = new{T}(number, Line[], rate)
    function Order(number::Int)
        return new{Float64}(number, Line[], rates["de"])
    end
end

# Works out the total.
function total(order::Order{T}, extra=0.0; round_up::Bool=false) where {T}
    sum = 0.0
    for line in order.lines
        sum += line.price * line.count
    end
    for (i, line) in enumerate(order.lines), j in 1:i
        println(i, j, line)
    end
    result = sum * (1 + order.rate) + extra
    return round_up ? ceil(result) : result
end

double(x) = 2x
double(x::String) = x * x
function stub end
const Grid{N} = Array{Float64,N}
square(x::Number)::Number = x^2
(o::Order)(y) = total(o, y)

+(a::Order, line::Line) = push!(a.lines, line)
Base.length(order::Order) = length(order.lines)

function Base.show(io::IO, order::Order)
    print(io, "Order $(order.number) of $attempts")
end

macro timed_order(expression)
    quote
        local start = time()
        $(esc(expression))
    end
end

function ship!(order; wait=1)
    global attempts
    attempts += 1
    try
        take!(order)
    catch error
        error isa KeyError || rethrow()
    finally
        order.number = 0
    end
    @assert order.number == 0 "not shipped"
    callback = x -> double(x) + order.number
    map(order.lines) do line
        line.price
    end
    totals = [total(o) for o in (order,) if o.number > 0]
    let first = totals[1]
        Stock.report(first)
    end
    sin.(totals) .+ MAX_ORDERS
    while attempts > MAX_ORDERS
        break
    end
    return callback
end

module Inner
using ..Orders
const hidden = Orders.double(3)
end

end # module
