(* Orders of the shop. *)
open Printf
open! Shop.Stock
include Comparable.Make (Int)
module M = Map.Make (String)
module Lines = Shop_lines

exception Too_many of int

let max_orders = 100
let attempts = ref 0

(** States of an order. *)
type state =
  | Open
  | Paid of { at : float }
  | Sent of int * string
[@@deriving show]

type line = { price : float; mutable count : int }
and 'a tree = Leaf | Node of 'a tree * 'a * 'a tree

type kind = [ `Small | `Large ]
type callback = line -> unit

(** What has a price. *)
module type PRICED = sig
  type t

  val total : t -> rate:float -> float
  exception Broken

  val ( >>= ) : t -> (t -> t) -> t
end

external c_hash : string -> int = "shop_hash"

(** Works out the total. *)
let total ?(rate = 0.19) lines =
  let sum = List.fold_left (fun acc line -> acc +. (line.price *. float_of_int line.count)) 0. lines in
  let gross = sum *. (1. +. rate) in
  if List.length lines > max_orders then raise (Too_many (List.length lines));
  gross

let rec depth = function
  | Leaf -> 0
  | Node (left, _, right) -> 1 + max (depth left) (depth right)

and is_deep tree = depth tree > 3

let ( +++ ) a b = a @ b
let double x = x * 2
let pair, other = (double 2, double 3)

module Order : PRICED with type t = line list = struct
  type t = line list

  exception Broken

  let total lines ~rate = total ~rate lines

  module Inner = struct
    let hidden = Lines.first
  end
end

module Make (P : PRICED) = struct
  let twice t = 2. *. P.total t ~rate:0.
end

class virtual account (start : int) =
  object (self)
    inherit Entity.base
    val mutable balance = start
    method balance = balance
    method virtual name : string
    method private log text = printf "%s %d\n" text balance
    method deposit amount =
      balance <- balance + amount;
      self#log "deposit"
  end

let ship order =
  incr attempts;
  match order with
  | Open -> take_stock "open"
  | Paid { at } when at > 0. -> printf "paid at %f" at
  | Sent (n, _) -> (
      try Shop.Stock.take n with
      | Not_found -> ()
      | Failure message -> failwith message)
  | Paid _ -> ()

let () =
  let module O = Order in
  let orders = [ { price = 1.5; count = 2 } ] in
  let line = List.hd orders in
  line.count <- 3;
  for i = 0 to max_orders do
    ignore (i + !attempts)
  done;
  let* result = Lwt.return (O.total orders ~rate:0.1) in
  orders |> total |> printf "%f\n";
  let open M in
  let a = new account 3 in
  a#deposit 4;
  ignore (M.add "x" result empty);
  assert (`Small <> `Large)

let%test "total" = total [] = 0.
