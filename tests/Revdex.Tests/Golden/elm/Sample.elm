module Shop.Orders exposing (Msg(..), Order, main, total)

{-| Orders of the shop.
-}

import Browser
import Dict exposing (Dict)
import Html exposing (Html, button, div, text)
import Html.Events as Events exposing (onClick)
import Json.Decode as Decode


{-| One order.
-}
type alias Order =
    { number : Int
    , customer : String
    , lines : List Line
    }


type alias Line =
    { price : Float, count : Int }


type Msg
    = Add Line
    | Remove Int
    | Loaded (Result String Order)
    | Nothing_


type Tree a
    = Leaf
    | Node (Tree a) a (Tree a)


port save : Order -> Cmd msg


port loaded : (Decode.Value -> msg) -> Sub msg


maxOrders : Int
maxOrders =
    100



-- Works out the total.


total : Float -> Order -> Float
total rate order =
    let
        sum =
            List.foldl (\line acc -> acc + lineTotal line) 0 order.lines

        lineTotal { price, count } =
            price * toFloat count
    in
    sum * (1 + rate)


update : Msg -> Order -> ( Order, Cmd Msg )
update msg order =
    case msg of
        Add line ->
            ( { order | lines = line :: order.lines }, save order )

        Remove number ->
            if number > maxOrders then
                ( order, Cmd.none )

            else
                ( { order | number = number }, Cmd.none )

        Loaded (Ok found) ->
            ( found, Cmd.none )

        Loaded (Err _) ->
            ( order, Cmd.none )

        Nothing_ ->
            ( order, Cmd.none )


decoder : Decode.Decoder Order
decoder =
    Decode.map3 Order
        (Decode.field "number" Decode.int)
        (Decode.field "customer" Decode.string)
        (Decode.succeed [])


view : Order -> Html Msg
view order =
    div []
        [ button [ onClick (Remove order.number), Events.onInput identity ] [ text "remove" ]
        , order.lines
            |> List.map (.price >> String.fromFloat >> text)
            |> div []
        ]


main : Program () Order Msg
main =
    Browser.element
        { init = \_ -> ( Order 0 "nobody" [], Cmd.none )
        , update = update
        , view = view
        , subscriptions = \_ -> loaded (\value -> decodeOr value)
        }


decodeOr : Decode.Value -> Msg
decodeOr value =
    Decode.decodeValue decoder value
        |> Result.mapError Decode.errorToString
        |> Loaded
