-- The shop's schema.
CREATE SCHEMA IF NOT EXISTS shop;

CREATE TYPE shop.status AS ENUM ('open', 'paid');

/* What is ordered. */
CREATE TABLE IF NOT EXISTS shop.orders (
  id BIGINT PRIMARY KEY,
  customer_id BIGINT NOT NULL REFERENCES customers (id),
  "Total" NUMERIC(10, 2) DEFAULT 0,
  state shop.status
);

CREATE UNIQUE INDEX orders_by_customer ON shop.orders (customer_id);

-- Paid orders.
CREATE OR REPLACE VIEW paid_orders AS
SELECT o.id, c.name AS customer, SUM(l.price) AS total
FROM shop.orders o
JOIN customers AS c ON c.id = o.customer_id
LEFT JOIN lines l ON l.order_id = o.id
WHERE o.state = 'paid' AND o.id IN (SELECT order_id FROM refunds)
GROUP BY o.id, c.name;

CREATE MATERIALIZED VIEW daily AS SELECT * FROM paid_orders;

CREATE SEQUENCE order_ids;

-- Adds one.
CREATE FUNCTION add_one(amount INT) RETURNS INT AS $$
  SELECT amount + 1;
$$ LANGUAGE sql;

ALTER TABLE shop.orders ADD COLUMN note TEXT;

WITH recent AS (SELECT id FROM shop.orders)
INSERT INTO archive (id, note)
SELECT id, lower(note) FROM recent;

UPDATE customers SET name = 'x' WHERE id = 1;
DELETE FROM lines WHERE price < 0;
DROP TABLE old_orders;

CREATE TABLE "Shop"."Daily Totals" ("Day" DATE, "Sum" INT);
SELECT d."Sum" FROM "Shop"."Daily Totals" AS d;

CREATE OR REPLACE FUNCTION owner_is(who NAME, description TEXT) RETURNS TEXT AS $$
DECLARE
    owner NAME := get_owner($1);
BEGIN
    IF owner IS NULL THEN
        RETURN ok(FALSE, $2) || E'\n' || diag('no ' || quote_ident($1));
    END IF;
    RETURN is(owner, $1, $2);
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION after_it(who NAME) RETURNS TEXT AS $$
    SELECT $1;
$$ LANGUAGE SQL;
