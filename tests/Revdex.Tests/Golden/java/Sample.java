/* Licence. */
package com.acme.shop;

import java.util.List;
import java.util.function.*;
import static java.lang.Math.max;
import static com.acme.core.Limits.*;

/**
 * An order of a {@link Customer}.
 *
 * @param <T> what is bought
 */
@Entity(name = Order.TABLE)
@SuppressWarnings({"unchecked", "rawtypes"})
public abstract class Order<T extends Item & Priced> extends Base<T> implements Comparable<Order<T>>, com.acme.core.Entity {
    public static final int MAX_ITEMS = 100, MIN_ITEMS = 1;
    static final String TABLE = "orders";
    private final List<? super T> items = new ArrayList<>(), others = null;
    protected int[] counts[];

    static {
        Registry.register(Order.class, MAX_ITEMS);
    }

    {
        counts = new int[MAX_ITEMS][];
    }

    /** Makes an empty one. */
    protected Order(Customer customer) throws OrderException {
        super(customer);
        this.customer = customer;
    }

    // Sums the prices.
    @Override
    @Deprecated(since = "2")
    public <R extends Number> R total(Function<? super T, R> price, final int... extra) {
        var sum = 0L;
        Iterator<T> it = items.iterator();
        for (int i = 0, n = counts.length; i < n; i++) {
            sum += counts[i][0] * Rates.current().get(Currency.EUR);
            this.lastIndex = i;
            touched++;
        }
        for (final T item : items) {
            item.owner.name = TABLE;
            outer:
            while (it.hasNext()) {
                if (!(item instanceof Special special && special.level > MIN_ITEMS)) break outer;
            }
        }
        try (Reader reader = Files.open(path); other) {
            reader.read(max(1, 2));
        } catch (IOException | IllegalStateException e) {
            throw new OrderException("failed", e);
        }
        Supplier<Order<T>> factory = Order::create;
        BiFunction<Integer, Integer, Integer> add = (a, b) -> a + b + offset;
        Runnable task = new Runnable() {
            @Override
            public void run() {
                Order.this.refresh(sum);
            }
        };
        int[] sizes = {MAX_ITEMS, extra[0]};
        String text = (String) describe("x");
        Object o = switch (kind()) {
            case SMALL, Kind.BIG -> Kind.valueOf(text);
            case Point(int x, var y) when x > limit -> y;
            default -> { yield super.kind(); }
        };
        return Outer.<R>convert(sum, list.stream().map(Item::price).toList());
    }

    abstract void refresh(long sum);

    @Test
    void totals() {
        assertEquals(3, new Order.Builder().add(new Item()).build().total(null));
    }

    interface Visitor<V> extends Consumer<V>, Closeable {
        int DEPTH = 3;

        V visit(Order<?> order);

        default void done() { log(DEPTH); }
    }

    static class Builder {
        private Builder next;

        Order<Item> build() { return null; }
    }
}

enum Kind implements Named {
    /** Little. */
    SMALL(1),
    BIG(Order.MAX_ITEMS) {
        @Override String label() { return "big"; }
    };

    private final int size;

    Kind(int size) { this.size = size; }

    String label() { return name().toLowerCase(); }
}

@interface Entity {
    String name() default Order.TABLE;
}

public record Point(@NonNull int x, int y) implements Shape {
    static final Point ORIGIN = new Point(0, 0);

    public Point {
        if (x < 0) throw new IllegalArgumentException();
    }

    double length() { return Math.sqrt(x * x + y()); }
}

sealed interface Shape permits Point, Circle {}
