<?php

declare(strict_types=1);

namespace Acme\Shop;

use Acme\Core\Base;
use Acme\Core\{Logger, Clock as Time};
use InvalidArgumentException;
use function Acme\Core\helper;

require_once 'bootstrap.php';

const MAX_ITEMS = 100;
define('OLD_STYLE', 1);

/**
 * An order of one customer.
 *
 * @package Acme
 */
#[Entity(table: 'orders')]
final class Order extends Base implements \Countable, HasTotal
{
    use Loggable;

    public const STATUS_OPEN = 'open';
    private array $items = [];
    protected static ?Logger $logger = null;

    public function __construct(
        private readonly Customer $customer,
        public int $limit = MAX_ITEMS,
        protected array &$shared = [],
        ?Clock $clock = null,
    ) {
        parent::__construct($customer);
        $this->customer->greet($this->limit, $clock, $shared);
    }

    /** Adds an item. */
    public function add(Item $item, Logger|null $log = null): static
    {
        $price = $item->price * Rates::DEFAULT;
        if (!$item instanceof Sellable || $price < 0) {
            throw new InvalidArgumentException("bad {$item->name} of " . self::STATUS_OPEN);
        }
        $this->items[] = $item;
        $this->total += $price;
        $this->count++;
        self::$logger?->info(sprintf('added %s', $item->getName()));
        static::$logger = $log ?? new Logger();
        $double = fn(int $x): int => $x * $this->limit;
        array_map(function ($other) use ($price) { return touch($other, $price); }, $this->items);
        helper(value: $double(2));
        return $this;
    }

    #[\Override]
    public function count(): int
    {
        return \count($this->items);
    }

    public static function load(string $path): ?self
    {
        try {
            return unserialize(file_get_contents($path), [Order::class]);
        } catch (NotFound | \RuntimeException $e) {
            error_log($e->getMessage());
            return null;
        }
    }

    abstract protected function touch(): void;
}

interface HasTotal extends \JsonSerializable
{
    public function total(): float;
}

trait Loggable
{
    protected function log(string $text): void
    {
        echo static::class, $text;
    }
}

enum Status: string implements HasLabel
{
    case Open = 'open';
    case Closed = 'closed';

    public function label(): string
    {
        return match ($this) {
            self::Open => Text::translate('open'),
            self::Closed => 'closed',
        };
    }
}

function total(Order ...$orders): float
{
    global $rates;
    return array_sum(array_column($orders, 'total')) * MAX_ITEMS;
}

$order = Order::load('order.bin');
$order?->add(new Item('x'));
