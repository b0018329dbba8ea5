/// Orders of the shop.
library shop.orders;

import 'dart:async';
import 'package:shop/stock.dart' as stock show Stock, levels hide old;
export 'src/lines.dart';
part 'orders.g.dart';

typedef Callback = void Function(Order order);
typedef int Compare(Order a, Order b);

const int maxOrders = 100;
final defaultRate = 0.19;
var attempts = 0;
late String? shopName;

/// States of an order.
enum State {
  open,
  paid('p');

  const State([this.code = 'o']);
  final String code;

  bool get isOpen => this == State.open;
}

/// What has a price.
abstract class Priced {
  double total(double rate);
}

mixin Logged on Object {
  void log(String text) => print('$runtimeType: $text ${text.length}');
}

@immutable
class Order extends Entity with Logged implements Priced, Comparable<Order> {
  static const String table = 'orders';
  static int _count = 0;

  final int number;
  List<Line> lines = [];
  late final Stock _stock;

  /// Makes an order.
  Order(this.number, {required Stock from, this.lines = const []})
      : _stock = from,
        super(number) {
    _count++;
  }

  Order.empty() : this(0, from: Stock());

  factory Order.parse(String text) {
    return Order(int.parse(text), from: stock.Stock.main());
  }

  @override
  double total(double rate) {
    var sum = 0.0;
    for (final line in lines) {
      sum += line.price * line.count;
    }
    return sum * (1 + rate);
  }

  int get size => lines.length;

  set first(Line line) {
    lines[0] = line;
  }

  Order operator +(Line line) => this..lines.add(line);

  @override
  int compareTo(Order other) => number.compareTo(other.number);

  Future<void> ship({Duration wait = const Duration(seconds: 1)}) async {
    try {
      await _stock.take(this);
      log('shipped $number');
    } on StockError catch (error, trace) {
      rethrow;
    } finally {
      attempts += 1;
    }
  }

  static Stream<int> numbers() async* {
    yield maxOrders;
  }

  external void print();
}

extension Totals on List<Order> {
  double get all => fold(0, (sum, order) => sum + order.total(defaultRate));
}

class Line {
  final double price;
  final int count;
  const Line(this.price, [this.count = 1]);
}

T pick<T extends Priced>(List<T> items, bool Function(T) test) {
  T? found;
  items.forEach((item) {
    if (test(item)) found = item;
  });
  return found ?? items.first;
}

double double2(double x) => x * 2;

void main(List<String> arguments) async {
  final order = Order.parse(arguments[0]);
  final cheap = pick<Order>([order], (o) => o.total(0) < 10);
  if (cheap is Order && cheap.number case > 3) {
    await order.ship(wait: Duration.zero);
  }
  switch (order.state) {
    case State.open:
      order.first = Line(double2(1.5));
    default:
      break;
  }
  order
    ..log('done')
    ..size;
  final (a, b) = (order.size, attempts);
  shopName = '${a + b}';
  assert(order is! Stock);
  stock.levels[Order] = order as Priced;
}
