# Licence.

defmodule Shop.Order do
  @moduledoc """
  An order of a customer.
  """
  use GenServer, restart: :temporary
  import Ecto.Query, only: [from: 2]
  alias Shop.{Customer, Line}
  alias Shop.Rates, as: R
  require Logger

  @behaviour Shop.Priced
  @max_items 100
  @derive {Jason.Encoder, only: [:name]}
  defstruct [:name, items: [], owner: nil]

  @type t :: %__MODULE__{name: String.t(), items: [Line.t()]}
  @typep id :: integer
  @opaque token :: binary
  @callback price(t) :: integer

  defguard is_big(n) when n > @max_items

  @doc """
  Makes an order.
  """
  @spec new(String.t(), keyword) :: t
  def new(name, opts \\ []) when is_binary(name) do
    limit = Keyword.get(opts, :limit, @max_items)
    %__MODULE__{name: name, items: build(limit)}
  end

  # Adds an item.
  def add(%__MODULE__{items: items} = order, item), do: %{order | items: [item | items]}

  def total(order) do
    order.items
    |> Enum.map(&price/1)
    |> Enum.reduce(0, fn line, acc -> acc + line.price end)
    |> R.convert(:eur)
  end

  defp price(%Line{price: price}) do
    case Customer.rank(price) do
      {:ok, rank} when rank > 1 -> rank * @max_items
      {:error, reason} -> Logger.error("failed: #{inspect(reason)}")
      _ -> raise Shop.OrderError, message: "none"
    end
  end

  defmacro trace(expression) do
    quote do
      IO.inspect(unquote(expression))
    end
  end

  @impl true
  def handle_call({:add, item}, _from, state) do
    with {:ok, checked} <- check(item),
         saved = save(checked) do
      {:reply, :ok, %{state | items: [saved]}}
    else
      error -> {:reply, error, state}
    end
  end

  defdelegate describe(order), to: Shop.Text

  defmodule Line do
    defexception message: "bad line"
    def exception(value), do: %__MODULE__{message: value}
  end
end

defprotocol Shop.Priced do
  @doc "The price."
  def price(thing)
end

defimpl Shop.Priced, for: Shop.Order do
  def price(order), do: Shop.Order.total(order)
end

defmodule Shop.OrderTest do
  use ExUnit.Case

  test "adds up" do
    assert Shop.Order.total(Shop.Order.new("a")) == 0
  end
end
