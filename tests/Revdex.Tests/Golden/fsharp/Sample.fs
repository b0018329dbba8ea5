/// Orders, their lines and what they cost.
namespace Shop.Orders

open System
open System.Collections.Generic
open type System.Math
module Text = System.Text

/// Money in one currency.
[<Measure>]
type eur

[<Struct>]
type Money =
    { Amount: decimal
      Currency: string }
    /// Nothing at all.
    static member Zero = { Amount = 0m; Currency = "EUR" }
    static member (+) (left: Money, right: Money) =
        { left with Amount = left.Amount + right.Amount }

type Id = Guid

/// What became of an order.
type Status =
    | Open
    | Shipped of at: DateTime * carrier: string
    | Cancelled of reason: string

    member this.IsFinal =
        match this with
        | Open -> false
        | Shipped _
        | Cancelled _ -> true

type Priority =
    | Low = 0
    | High = 1

exception OutOfStock of sku: string * wanted: int

type Pricing = delegate of Money * int -> Money

type IStore =
    inherit IDisposable
    abstract Load: Id -> Money option
    abstract Count: int with get

[<AbstractClass>]
type Base(name: string) =
    member _.Name = name
    abstract Describe: unit -> string
    default this.Describe() = sprintf "<%s>" this.Name

/// An order in memory.
type Order(id: Id, lines: List<Money>) as self =
    inherit Base("order")

    let mutable status = Open
    let changed = Event<Status>()
    do self.Touch()

    static let shared = Dictionary<Id, Order>()

    new(id) = Order(id, List<Money>())

    /// What all lines cost.
    member this.Total = lines |> Seq.fold (+) Money.Zero

    member this.Status
        with get () = status
        and set value =
            status <- value
            changed.Trigger value

    member val Note = "" with get, set
    member private this.Touch() = printfn "%A" id
    member this.Item with get (index: int) = lines.[index]

    [<CLIEvent>]
    member this.Changed = changed.Publish

    override this.Describe() =
        let total = this.Total
        $"{base.Describe()} {total.Amount}"

    static member Find(key: Id) =
        match shared.TryGetValue key with
        | true, order -> Some order
        | _ -> None

    interface IStore with
        member this.Load key = Order.Find key |> Option.map (fun order -> order.Total)
        member this.Count = shared.Count
        member this.Dispose() = shared.Clear()

type List<'T> with
    member this.IsBlank = this.Count = 0

[<RequireQualifiedAccess>]
module Rules =
    [<Literal>]
    let MaxLines = 100

    let private vat = 0.19m

    /// The price with tax.
    let withTax (money: Money) =
        { money with Amount = money.Amount * (1m + vat) }

    let rec countdown n =
        if n > 0 then countdown (n - 1) else 0

    and isEven n = n % 2 = 0

    let (|Cheap|Dear|) (money: Money) =
        if money.Amount < 10m then Cheap else Dear money.Amount

    let (=>) left right = left, right

    let inline twice f x = f (f x)

    let describe money =
        match money with
        | Cheap -> "cheap"
        | Dear amount when amount > 1000m -> raise (OutOfStock("all", 1))
        | Dear amount -> string amount

    let first, second = twice withTax Money.Zero, Money.Zero

    let load (store: IStore) keys =
        async {
            for key in keys do
                let! found = async { return store.Load key }
                use reader = new System.IO.StringReader(string found)
                do! Async.Sleep MaxLines
                return! Async.FromContinuations(fun (done', _, _) -> done' (reader.ReadLine()))
        }

    module Inner =
        let nested: int = Rules.countdown 3

    type Walker<'T when 'T: comparison>(start: 'T) =
        member _.Walk(visit: 'T -> unit, ?limit: int) =
            let limit = defaultArg limit MaxLines
            for _ in 1..limit do
                visit start
            while false do
                ignore (typeof<'T>.Name)

    [<Obsolete("use load"); EntryPoint>]
    let main args =
        let order = Order(Guid.NewGuid())
        order.Status <- Shipped(DateTime.Now, carrier = "mail")
        let named = { Amount = Abs 3m; Currency = "EUR" }
        let items = [ for x in args -> x.Length ]
        try
            Text.StringBuilder().Append(named).ToString() |> printfn "%s"
            (order :> IStore).Load(Guid.Empty) |> ignore
        with
        | :? ArgumentException as failure -> eprintfn "%s" failure.Message
        | OutOfStock(sku, _) -> eprintfn "%s" sku
        items.Length + (first => second |> fst |> describe).Length

type Tree =
    | Leaf
    | Node of Branch

and Branch = { Left: Tree; Right: Tree }

and [<Sealed>] Forest(trees: Tree list) =
    member val Trees = trees
    static member val Planted = 0 with get, set

type Cell =
    val mutable private count: int
    new(n) = { count = n }
    member x.More n = x.count + n

type IShape =
    interface
        abstract member Area: float
    end

type Names = Map<string, Tree list>
type Handler = Order -> Async<unit>

module internal Native =
    [<System.Runtime.InteropServices.DllImport("c")>]
    extern int getpid()

    let (|Even|_|) n = if n % 2 = 0 then Some n else None
    let ``quoted name`` = function
        | Even m -> m
        | _ -> getpid()
    let inline private widen (x: ^T) = x |> ``quoted name``
    let guard (action: unit -> unit) =
        let rec again n = if n = 0 then () else next (n - 1)
        and next n = again n
        { new IDisposable with
            member _.Dispose() = action () }

#if DEBUG
    let debug = true
#else
    let debug = false
#endif

module Tests =
    [<Fact>]
    let ``an order is final`` () =
        let order: Order = Unchecked.defaultof<_>
        order.Status.IsFinal |> Assert.True
        Rules.describe <| Money.Zero |> ignore
