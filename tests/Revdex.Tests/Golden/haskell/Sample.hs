{-# LANGUAGE LambdaCase #-}
-- | The shop.
module Shop.Order
  ( Order (..)
  , total
  , module Shop.Base
  ) where

import Data.Map (Map, insert)
import qualified Data.Text as T
import Shop.Base hiding (old)

-- | An order of a customer.
data Order a
  = Open { name :: T.Text, items :: [a] }
  | Paid Int (Maybe Customer)
  | Closed
  deriving (Show, Eq)

newtype Wrapper m a = Wrapper { unwrap :: m a }

type Prices k = Map k Int

-- | What has a price.
class Show a => Priced a where
  type Currency a
  price :: a -> Int
  price = const maxItems
  discount :: Int -> a -> a

instance Priced (Order a) where
  price (Paid n _) = n
  price _ = 0

maxItems :: Int
maxItems = 100

-- | Sums the prices.
total :: (Priced a, Ord b) => [a] -> b -> Int
total [] _ = 0
total (x : xs) rank
  | price x > maxItems = cut
  | otherwise = go x + total xs rank
  where
    cut = limit x
    go y = let z = price y in z * 2

infixl 6 <+>
(<+>) :: Order a -> Order a -> Order a
left <+> right = merge left right

describe :: Order a -> IO ()
describe order = do
  now <- getTime
  let label = T.pack "order"
  case order of
    Open { name = n } -> putStrLn (format n label)
    Paid amount (Just c) -> print $ amount + rankOf c
    _ -> mapM_ (\line -> log' line now) []

data Shape where
  Circle :: Double -> Shape
  Square :: Double -> Shape

type family Elem c
pattern Pair :: a -> b -> (a, b)
pattern Pair x y = (x, y)
pattern Zero <- 0

foreign import ccall "math.h sin" c_sin :: Double -> Double

deriving instance Show Shape

main :: IO ()
main = describe (Open "a" []) >> pure ()
