#!/usr/bin/env python3
"""Orders of a shop."""
from __future__ import annotations

import os, sys as system
import shop.core.money as money, shop.tax
from . import errors
from ..store.base import Store as BaseStore, connect
from typing import *

__all__ = ["Order", "total"]
__version__ = "1.0"

# Orders may not hold more.
MAX_ITEMS: int = 100
_cache = {}
_cache = dict(os.environ, size=MAX_ITEMS)
first, (second, *others) = connect().parts
low = high = MAX_ITEMS
double = lambda n: n * MAX_ITEMS
Price: TypeAlias = "money.Amount | None"
type Pair[T] = tuple[T, Item]

if os.name == "nt":
    SEPARATOR = "\\"
else:
    SEPARATOR = os.sep


class Color(enum.Enum):
    """What it looks like."""

    RED = 1
    GREEN = RED << 1

    @property
    def hex(self) -> str:
        return f"{self.value!r:>{MAX_ITEMS}} {PREFIX}"


@dataclass(frozen=True)
class Order(BaseStore[Item], money.Mixin, metaclass=Meta):
    r"""An order of items.

    Not thread-safe.
    """

    items: list[Item] = field(default_factory=list)
    parent: "Order | None" = None
    width, height = 1, MAX_ITEMS
    options = {
        "deep": Color.RED,
    }

    def __init__(self, name: str, *args: Item, color=Color.RED, **options) -> None:
        super().__init__(name)
        self.name = name
        self.color: Color = color
        self.name = name.strip()
        self._total, self.count = 0, len(args)

    @classmethod
    def empty(cls) -> Self:
        return cls("")

    @staticmethod
    async def load(path: os.PathLike, *, limit: Optional[int] = MAX_ITEMS) -> AsyncIterator[money.Amount]:
        """Reads orders."""
        global _cache, loaded
        _cache = loaded = await read(path)
        async with open(path) as file, lock as (left, right):
            async for line in file:
                yield parse(line, limit, left)
        print(f"{path} {limit + MAX_ITEMS}", file=system.stderr)

    @total.setter
    @deprecated("no")
    def total(self, value: Callable[[money.Amount], int | Price]) -> None:
        def helper(x):
            nonlocal value
            value = x + self._total
            return helper

        self._total += value(helper)
        self.parent.children[0].count = [i.price for i in self.items if i.price > low]
        for key, item in self.options.items():
            self.options[key] = item
        try:
            del self.items[0], self.name
        except (KeyError, errors.NotFound) as e:
            raise errors.OrderError(e, order=self) from e
        if (n := compute(value)) and n is not MISSING:
            assert isinstance(n, Item)

    def find(self, command):
        match command:
            case Item(name="a", price=price) | [price, *rest]:
                return price, rest
            case errors.CODE:
                return {k: v for k, v in command.items() if v not in KNOWN}
            case {"key": found, **more} | (found, more):
                return found
            case str() as text:
                return sorted(text, key=lambda c: (c, ORDER[c]))
            case other:
                return other

    class Meta(Base.Meta):
        ordering = ["name"]

    @abc.abstractmethod
    def save(self, *, force=False): ...

    def _hidden[K: Hashable](self, key: K) -> dict[K, Item]:
        return {key: self}


def total(orders: Sequence[Order], tax=shop.tax.RATE):
    """
    Adds up.
    """
    low, amount = 0, 0
    for order in orders:
        amount += order.total(tax)
    return amount, low


def test_total():
    class Local:
        limit = MAX_ITEMS

    assert total([]) == (0, Local.limit)


class Box[T, *Rest, K: Hashable](Base[T], Sized[*Rest]):
    held: T
    empty = nothing = default = None
    if MAX_ITEMS > 3:
        wide = deep = True

    @traced(1)
    def __init__(self, value):
        self.value = self.first = self.last = value
        (self.low, self.high) = Rates.of(value)
        if self.low:
            self.scale = 1
            self.low = 0
        elif value:
            self.step = 2
        else:
            self.spare = 3

    def put(self, value: T, key: K) -> "Box[T]":
        kept: T = value
        self.keep(kept, T)
        return empty

    @classmethod
    def of[**P, *Parts, R: Price](cls, make: Callable[P, R], *args: P.args) -> tuple[*Parts]:
        return cls[T](make)


def lone(value: T) -> K: ...


type Pair[T, *More, K: Hashable] = tuple[T, K, *More, Price]


(near, (far, *between)), [lowest, (highest, rest)] = ranges
[top, [*under]] = total(near)
for name in others:
    _cache[name] = total
with connect() as connection:
    connection.run(handler=double)
print >>system.stderr, cast("Order", first)
