;; Orders of the shop.
(ns shop.orders
  "How orders are priced."
  (:require [clojure.string :as str]
            [shop.stock :refer [take-stock levels]]
            shop.lines)
  (:import (java.time Instant Duration)
           java.util.UUID)
  (:gen-class))

(def max-orders "Orders at most." 100)
(def ^:private attempts (atom 0))
(defonce registry (atom {}))
(declare helper)

;; What has a price.
(defprotocol Priced
  "Can be paid for."
  (total [this rate] "Works out the total.")
  (currency [this]))

(defrecord Order [number customer lines]
  Priced
  (total [_ rate]
    (* (reduce + (map :price lines)) (+ 1 rate)))
  (currency [_] :eur))

(deftype Box [^:volatile-mutable value]
  clojure.lang.IDeref
  (deref [_] value))

(defn make-order
  "Makes an order."
  ([number] (make-order number "nobody"))
  ([number customer & {:keys [lines] :or {lines []}}]
   {:pre [(pos? number)]}
   (->Order number customer lines)))

(defn- double-it [x] (* 2 x))

(defmacro unless [condition & body]
  `(if (not ~condition) (do ~@body)))

(defmulti describe (fn [order] (:state order)))

(defmethod describe :open [order]
  (str "open " (:number order)))

(defmethod describe :default [_] "unknown")

(defn ship!
  [{:keys [number] :as order}]
  (let [start (Instant/now)
        [first-line & others] (:lines order)
        id (UUID/randomUUID)]
    (swap! attempts inc)
    (when-let [left (take-stock number)]
      (str/join ", " (levels left)))
    (doseq [line others
            :when (> (:price line) 0)]
      (println line first-line id))
    (loop [i 0]
      (if (< i max-orders)
        (recur (inc i))
        (double-it i)))
    (try
      (.close (java.io.StringReader. "x"))
      (catch Exception e
        (throw (ex-info "failed" {:start start} e))))
    (-> order
        (assoc :state :sent)
        (update :lines conj {:price 1.5})
        helper)))

(defn helper [order] #(total % 0.19) order)

(extend-type String
  Priced
  (total [this _] (count this)))

(def handlers
  {:ship ship!
   :make #'make-order})

(comment
  (ship! (make-order 3)))

(defn -main [& args]
  (doall (map make-order (map parse-long args))))
