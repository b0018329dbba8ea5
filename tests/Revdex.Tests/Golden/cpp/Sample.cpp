// Orders and their prices.
#pragma once
#include <vector>
#include "acme/core.hpp"

#define ACME_LIMIT(x) acme::limit_of<Order>((x), kMaxItems)

namespace acme::shop {

using namespace std::literals;
using core::Entity;
using Items = std::vector<Item>;
template <typename T>
using Ptr = std::unique_ptr<T>;
typedef void (*Handler)(const Order& order);
namespace fs = std::filesystem;

constexpr int kMaxItems = 100;
extern Registry registry;
inline thread_local std::map<int, Order*> cache{{1, nullptr}};
template <class T> constexpr bool is_order_v = std::is_same_v<T, Order>;

enum class Kind : unsigned char { Small, Big = kMaxItems };
enum Flag { kNone = 0 };

template <typename T>
concept Priced = requires(T t) {
  { t.price() } -> std::convertible_to<Money>;
  typename T::Currency;
};

class Forward;

/// An order of items.
template <typename T, int N = kMaxItems>
class Order final : public Base<T>, private virtual core::Audited {
 public:
  static constexpr int kLimit = N;
  using Item = T;

  Order() = default;
  explicit Order(int id, Kind kind = Kind::Small) : Base<T>(id), id_{id}, items_(kLimit) {}
  Order(const Order&) = delete;
  virtual ~Order() noexcept;

  /// Sums the prices.
  [[nodiscard]] virtual Money total(const Rates& rates) const = 0;
  template <Priced P> void add(P&& item);
  bool operator==(const Order& other) const { return id_ == other.id_; }
  Order& operator+=(T item);
  explicit operator bool() const { return !items_.empty(); }
  T& operator[](std::size_t i) { return items_[i]; }
  auto size() const -> std::size_t { return items_.size(); }
  static Order* create(int id);
  friend std::ostream& operator<<(std::ostream& out, const Order& order);
  friend class Printer;

 protected:
  struct Line {
    T item;
    int count = 1, *next = nullptr;
    int (*visit)(Line& line);
  };
  union { int number; float ratio; };

 private:
  int id_ : 8;
  std::vector<T> items_;
  mutable std::mutex mutex_;
  Line lines_[N];
  std::function<void(int)> on_change_;
};

struct Point : Shape { double x, y; };

template <typename T, int N>
Order<T, N>::~Order() noexcept = default;

template <typename T, int N>
Order<T, N>& Order<T, N>::operator+=(T item) {
  std::lock_guard<std::mutex> lock(mutex_);
  items_.push_back(std::move(item));
  this->id_ = next_id;
  lines_[0].count++;
  return *this;
}

Money detail::Rates::convert(Money money, const std::string& to) const {
  const auto it = rates_.find(to), end = rates_.end();
  if (auto rate = lookup(to); rate > kMinimum) return money * rate;
  for (const auto& [name, value] : rates_) {
    total_ += value;
  }
  for (std::size_t i = 0; i < names.size(); ++i) names[i].clear();
  auto scale = [this, &money, factor = kFactor](double by) { return money.amount * by * factor * unit; };
  try {
    throw RateError{"no rate", to};
  } catch (const std::exception& error) {
    log(Level::kError, error.what());
  }
  Money* copy = new Money(1, Currency::kEur);
  auto other = std::make_unique<detail::Money>(scale(2.0));
  Point point{.x = 1, .y = kUnit};
  std::string text(kText);
  switch (kind_) { case Kind::Big: delete copy; break; default: ACME_LIMIT(3); }
  int sizes[] = {static_cast<int>(Kind::Small), sizeof(Point), compute<Point>(4), ::global_call()};
  handler_ = &Rates::convert;
  (this->*member_)(sizes);
  return static_cast<Money>(copy->amount) + Money(2) + text.size();
}

namespace {

Registry* make_registry() noexcept { return nullptr; }
static int counter;

}  // namespace

Registry* (*factory)() = make_registry;
Registry registry{kMaxItems};

template <>
struct Traits<Order<Item>> {
  static const char* name() { return "order"; }
};

auto operator""_eur(long double value) -> Money { return Money(value); }

}  // namespace acme::shop

extern "C" {
int acme_version(void);
}

extern "C" void acme_init(struct acme_state* state) { state->ready = ACME_READY; }

ACME_EXPORT(void) exported_call(int argument);

TEST(OrderTest, Totals) {
  EXPECT_EQ(3, acme::shop::Order<Item>(1).total(rates));
}

int main(int argc, char** argv) {
  using namespace acme;
  struct Local { int depth; } local;
  goto done;
done:
  return shop::run(argc, argv) ? 0 : local.depth;
}
