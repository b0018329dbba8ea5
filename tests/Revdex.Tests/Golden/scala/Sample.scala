// Licence.
package com.acme.shop

import com.acme.core.Base
import com.acme.core.{Limits => Bounds, Rates, Old => _}
import scala.collection.mutable._
import scala.util.*
import java.io as jio

/** What has a price. */
trait Priced[+T <: Number] extends Any {
  type Currency
  val price: T
  def discount(percent: Int = MaxItems): T
}

type OrderId = Map[String, List[Int]]

/** An order of a [[Customer]].
  *
  * @tparam T what is bought
  */
@Audited(by = "shop")
abstract class Order[T <: Item : Ordering](val id: OrderId, private var customer: Option[Customer], limit: Int = Bounds.Default)(implicit ctx: Context)
    extends Base[T](limit) with Priced[Int] with Comparable[Order[T]] {
  self: Logging =>

  protected val items = new ArrayBuffer[T]()
  private[shop] lazy val owner: Owner = Owner.of(id)
  var note, title: String = ""
  val Point(left, right) = corner

  def this(name: String) = this(Order.parse(name), None)

  // Sums the prices.
  @deprecated("use price", "2")
  def total[R](start: R)(add: (R, T) => R): R = {
    var sum = start
    for {
      item <- items
      cost = item.cost
      if cost > Order.Min
    } sum = add(sum, item)
    note = s"$sum of ${owner.name}"
    this.title = note
    val found = items.find(candidate => candidate.cost > limit)
    status match {
      case Status.Open => sum
      case Failed(reason, _) => throw new OrderException(reason)
      case s: Special if s.level > 1 => load[R](s)
      case other @ Some(_) => recover(other)
    }
  }

  protected def limit(): Int
  override def toString = "Order(" + id.mkString(",") + ")"
  def +(other: Order[T]): Order[T] = merge(other)
  def isEmpty = items isEmpty

  class Line(count: Int) {
    def describe = s"$count of ${Order.this.note}"
  }
}

object Order extends Maker[Order[_]] {
  final val Min = 1
  private val registry = Map.empty[String, Order[_]]

  def apply(name: String): Order[_] = new SpecialOrder(name)
  def parse(text: String): OrderId = try decode(text) catch {
    case e: IOException => Map("a" -> List(1))
  } finally registry.size
  implicit val ordering: Ordering[Order[_]] = Ordering.by(_.id.size)
}

case class Point(x: Double, y: Double)
case object Origin extends Point(0, 0)
sealed abstract class Shape

enum Status(val code: Int) extends Coded:
  case Open extends Status(1)
  case Paid extends Status(2)
  case Closed, Lost

enum Result[+T] {
  case Ok(value: T)
  case Pending
}

given intOrd: Ord[Int] with
  def compare(x: Int, y: Int) = x - y

extension (order: Order[Item])
  def grand: Int = order.price * Rates.current

package object util {
  def twice[A](f: A => A)(value: A): A = f(f(value))
}

opaque type Name = String

/** Starts the shop. */
@main def run(args: String*): Unit =
  val shop = Shop(args.head)
  def helper(n: Int) = n + shop.size
  shop.open(helper(1), quiet = true)
  while shop.isOpen do shop.serve()
