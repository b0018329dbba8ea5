// Package shop sells things.
//
// A second paragraph.
package shop

import "fmt"
import (
	"context"
	. "strings"
	str "strconv"
	_ "embed"

	"example.com/acme/core/v2"
	"example.com/acme/log"
)

// MaxItems limits an order.
const MaxItems = 100

const (
	// Small is the first kind.
	Small Kind = iota
	Medium
	large, huge = 10, MaxItems << 1
)

var (
	defaultStore Store = newMemory(MaxItems)
	first, Second      = 1, log.Level
	table              = map[string]int{largeKey: Small, "b": 2}
)

// Kind says how big.
type Kind int

type Alias = core.Entity

// Store keeps orders.
type Store interface {
	fmt.Stringer
	Closer
	// Put stores one.
	Put(ctx context.Context, order *Order) error
	Get(id string) (found *Order, err error)
}

type Number interface {
	~int | ~float64 | Kind
}

// Order is what somebody buys.
type Order struct {
	Base
	*core.Audit
	ID, name string `json:"id"`
	Items    []Item
	notify   func(o *Order, reason Reason) bool
	Origin   struct {
		Country string
	}
}

type Pair[K comparable, V any] struct {
	Key   K
	Value V
}

type Handler func(ctx context.Context, order *Order) error

func (f Handler) Serve(order *Order) error { return f(context.Background(), order) }

// New makes an order.
//
// Deprecated: use Make.
func New(id string, opts ...Option) (*Order, error) {
	order := &Order{ID: id, Items: make([]Item, 0, MaxItems), Base: Base{Kind: Small}}
	for i, opt := range opts {
		if err := opt(order, i); err != nil {
			return nil, fmt.Errorf("option %d: %w", i, err)
		}
	}
	var total, rest int = 0, len(opts)
	const limit = MaxItems
	type visit struct{ depth int }
	seen := []visit{{depth: total}, {depth: limit}}
	defaultStore, total = nil, rest
	order.Items[0].Price += Second
	order.count++
	go order.watch(seen)
	defer func() { recover() }()
	return order, nil
}

func (o *Order) Total(ctx context.Context) (sum float64) {
	for _, item := range o.Items {
		switch v := item.Value.(type) {
		case Discount:
			sum -= v.Amount
		case *core.Voucher, nil:
			continue
		default:
			sum += float64(item.Price) * Rate
		}
	}
outer:
	for {
		select {
		case msg := <-events:
			handle(msg)
			break outer
		case <-ctx.Done():
			return
		}
	}
	return Map[float64](sum, func(x float64) float64 { return x * factor })
}

func (p Pair[K, V]) Swap() Pair[V, K] {
	return Pair[V, K]{Key: p.Value, Value: p.Key}
}

func Map[T Number, R any](in T, f func(T) R) R {
	var sizer interface{ Size() int }
	if s, ok := any(in).(interface{ Len() int }); ok {
		_ = s.Len()
	}
	store := core.NewStore[T](Parallel)
	_ = sizer.Size() + str.Itoa(3)
	return f(in)
}

func init() {
	table["c"] = Repeat("x", int(Small))
	register(New, (*Order).Total, Handler(nil))
}

func TestNew(t *testing.T) { New("1") }
