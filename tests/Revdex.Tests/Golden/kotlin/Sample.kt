/* Licence. */
@file:JvmName("Shop")

package com.acme.shop

import com.acme.core.Base
import com.acme.core.Limits as Bounds
import kotlin.math.*

/** What every order has. */
typealias OrderId = Map<String, List<Int>>

const val MAX_ITEMS = 100
private val registry: MutableMap<String, Order<*>> = mutableMapOf()
var counter = 0

/**
 * Something with a price.
 *
 * @param T the currency
 */
interface Priced<out T : Number> {
    val price: T
    fun discount(percent: Int = MAX_ITEMS): T
}

interface Visitor {
    fun visit(order: Order<*>)
}

enum class Status(val code: Int) : Coded {
    OPEN(1),
    /** Paid for. */
    PAID(2) {
        override fun next() = CLOSED
    },
    CLOSED(3);

    open fun next(): Status = entries[code % entries.size]
}

annotation class Audited(val by: String)

@Audited(by = "shop")
@Serializable
abstract class Order<T : Item>(
    val id: OrderId,
    private var customer: Customer?,
    limit: Int = Bounds.DEFAULT,
) : Base<T>(limit), Priced<Int>, Closeable by registryOf(id) where T : Comparable<T> {
    protected val items = ArrayList<T>()
    lateinit var owner: Owner
    override val price: Int
        get() = items.sumOf { it.cost } + tax

    var note: String = ""
        set(value) {
            field = value.trim()
            touched++
        }

    init {
        registry[id.toString()] = this
        require(limit > MIN) { "too small: $limit of ${owner.name}" }
    }

    constructor(name: String) : this(parse(name), null) {
        this.customer = Customer.named(name)
    }

    // Sums what is bought.
    @Deprecated("use price")
    suspend fun <R : Number> total(start: R, vararg extra: Int, add: (R, T) -> R): R {
        var sum = start
        for ((index, item) in items.withIndex()) {
            sum = add(sum, item)
            if (item is Special && item.level > MIN) continue
            log(index, item as Priced<*>)
        }
        val found: T? = items.firstOrNull { candidate -> candidate.cost > limit() }
        return when (val state = status()) {
            in known -> {
                try {
                    load<R>(found)
                } catch (e: IOException) {
                    recover(e) ?: sum
                }
            }
            is Failed -> {
                throw OrderException(state.reason)
            }
            Status.OPEN -> sum
            else -> extra.fold(sum, ::merge)
        }
    }

    protected abstract fun limit(): Int
    override operator fun plus(other: Order<T>) = apply { items += other.items }
    infix fun isBefore(other: Order<T>): Boolean = owner.rank < other.owner.rank

    inner class Line(val count: Int) {
        fun describe() = "$count of ${this@Order.note}"
    }

    companion object Factory : Maker<Order<*>> {
        @JvmStatic
        const val MIN = 1
        internal fun create(vararg parts: String): Order<*> = SpecialOrder(parts.first())
    }
}

data class Point(val x: Double, val y: Double = sqrt(x))

sealed class Result<out T> {
    data class Ok<T>(val value: T) : Result<T>()
    data object Pending : Result<Nothing>()
}

/** Keeps the settings. */
object Settings {
    var verbose = false
}

/** Adds all. */
inline fun <reified T : Item> List<T>.sumAll(crossinline price: (T) -> Int): Int {
    fun helper(item: T) = price(item)
    val total = fold(0) { acc, item -> acc + helper(item) }
    return total.coerceAtMost(MAX_ITEMS)
}

val Order<*>.isEmpty: Boolean get() = items.isEmpty()

private fun listen(bus: Bus) {
    bus.on(object : Handler<Event>() {
        override fun handle(event: Event) = println(event.name)
    })
    Settings.verbose = true
    counter += 1
    val (a, b) = Point(1.0, 2.0)
    bus.send(a, b, label = OrderId::class)
}

class OrderTest {
    @Test
    fun `adds up`() {
        assertEquals(3, listOf<Item>().sumAll { it.cost })
    }
}
