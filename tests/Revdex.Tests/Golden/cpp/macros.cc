// Macros among declarations, which no grammar takes and the parser is not shown.
#include "shop/store.h"

#ifdef __cplusplus
extern "C" {
#endif
SHOP_API int shop_open(const char *name) SHOP_NONNULL(1);
SHOP_API Shop *shop_new(void);
#ifdef __cplusplus
}
#endif

namespace shop {

DEFINE_COUNTER(opened)
DEFINE_COUNTER(closed)

class SHOP_EXPORT Store : public Base {
  SHOP_OBJECT
public:
  explicit Store(Mutex* mu) ACQUIRES(mu) : mu_(mu) {}
  ~Store() RELEASES() { mu_->Unlock(); }
  int Count() const REQUIRES(mu_) override;
  void Close() NOEXCEPT_IF(true) {
    if (open_) THROW_CLOSED(name_);
    open_ = false;
  }

private:
  Mutex* const mu_;
  bool open_ GUARDED_BY(mu_) = true;
  std::string name_ GUARDED_BY(mu_);
};

int Store::Count() const REQUIRES(mu_) {
  const int limit =
#ifdef SHOP_SMALL
      kSmall
#else
      Limit::Of(name_)
#endif
      ;
  return limit;
}

STORE_TEST(Count, Grows) { Store store(nullptr); }

}  // namespace shop
