"""Names of Python's own that a module gives other things, and those that it does not."""
from .compat import basestring, bytes
from .numbers import Wide as int

plain = float
float = str = float


def before() -> bool:
    return bool(1)


def bool(value):
    return float(value)


def size(text: str) -> int:
    return len(text) + range(text) + self_made(str(text), len(1))


def range(text):
    return isinstance(text, (bytes, basestring)) and bool(text)


class Row:
    object = None

    def float(self, other: object):
        return self.object or other.float(bytes(1)).str
