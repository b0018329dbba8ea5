// A module as a whole file, without a namespace.
[<AutoOpen>]
module internal Shop.Defaults

open Shop.Orders

[<Literal>]
let private Currency = "EUR"

let free = Money.Zero
printfn "%s" Currency
