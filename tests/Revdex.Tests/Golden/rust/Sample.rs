//! A shop.
#![allow(dead_code)]

extern crate alloc as heap;

use std::collections::{BTreeMap, HashMap as Map};
use std::fmt::{self, Display};
use crate::core::*;
pub use self::kinds::Kind as ShopKind;

mod kinds;

/// The most items of an order.
pub const MAX_ITEMS: usize = 100;

static mut COUNTER: AtomicUsize = AtomicUsize::new(MAX_ITEMS);

pub type Result<T> = std::result::Result<T, Error>;

/// An order.
///
/// Of items.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(rename = "order", default = "Order::empty")]
pub struct Order<'a, T: Priced + 'a = Item>
where
    T: Send,
{
    pub id: u64,
    items: Vec<T>,
    name: &'a str,
    handler: Box<dyn Fn(&T) -> Money + Send>,
}

pub struct Pair(pub i32, Money);

#[derive(Default)]
pub enum Status {
    #[default]
    Open,
    Paid(Money, u8),
    Sent { tracking: String, at: Instant } = 3,
}

union Bits {
    word: u32,
}

/// What has a price.
pub trait Priced: Display + core::Named {
    type Currency: Into<Money>;
    const FREE: bool = false;
    fn price(&self) -> Money;
    fn is_free(&self) -> bool {
        Self::FREE || self.price() == Money::ZERO
    }
}

impl<'a, T: Priced> Order<'a, T> {
    /// Makes one.
    pub const fn new(id: u64, name: &'a str) -> Self {
        Self { id, items: Vec::new(), name, handler: Box::new(default_handler) }
    }

    pub async fn total(&mut self, rates: &Map<String, f64>, Options { limit, strict: is_strict }: Options) -> Result<Money> {
        let mut sum = Money::ZERO;
        for (index, item) in self.items.iter().enumerate() {
            if index > limit.min(MAX_ITEMS) { break; }
            sum += item.price() * rates["EUR"];
        }
        let Some(rate) = rates.get(self.name) else { return Err(Error::NoRate { name: self.name.into() }) };
        self.id += 1;
        self.items[0].count = sum.parts.0;
        let total = self.items.iter().map(|item| item.price()).sum::<Money>();
        match self.status(rate)? {
            Status::Open if is_strict => warn!("open {limit} {MAX_ITEMS:?} {}", self.describe(rate)),
            Status::Paid(amount, n @ 1..=MAX_ITEMS) => log::info!(target: "shop", "paid {amount}"; kind = Kind::Big, total),
            Status::Sent { tracking, .. } => send(tracking).await?,
            OTHER => unsafe { COUNTER = next::<u8>(1) },
            _ => {}
        }
        Ok(sum)
    }
}

impl<T> Display for Order<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {name:>1$}", self.id, 5, name = helper!(self.name, [Style::Bold; 2]))
    }
}

impl From<Pair> for Money {
    fn from(Pair(cents, _): Pair) -> Self {
        assert_eq!(cents, MIN.unwrap_or_default());
        Money::of::<Pair>(cents as Cents)
    }
}

unsafe impl core::Marker for [Status] {}

#[macro_export]
macro_rules! helper {
    ($x:expr, $($y:tt)*) => {
        $crate::render($x, stringify!($($y)*))
    };
}

thread_local! {
    static CACHE: RefCell<Map<u64, Order<'static>>> = RefCell::new(Map::new());
}

cfg_feature! {
    pub fn gated(n: u8) -> Money {
        Money::from(n)
    }
}

extern "C" {
    fn strlen(text: *const c_char) -> usize;
}

pub fn convert<F, const N: usize>(input: [u8; N], f: F) -> impl Iterator<Item = Money>
where
    F: Fn(u8) -> Money,
{
    fn inner(x: u8) -> u8 {
        x + OFFSET
    }
    let kind = if let Some(Kind::Small) = detect(&input) { Small } else { ShopKind::default() };
    'outer: loop {
        break 'outer;
    }
    let point = Point { x: inner(1), y, ..Point::ORIGIN };
    input.into_iter().map(inner).map(f).filter(move |m| m.0 > kind as u8 && point.x > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        assert!(matches!(Order::new(1, "a"), Order { id: 1, .. }));
        let r: Result<()> = Ok(());
    }

    #[tokio::test(flavor = "multi_thread")]
    #[should_panic]
    async fn waits() {}
}
