// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import "./IStock.sol";
import {Ownable, Context as Ctx} from "@openzeppelin/contracts/access/Ownable.sol";
import * as Math from "./Math.sol";

/// Thrown where there are too many.
error TooMany(uint256 wanted, uint256 allowed);

uint256 constant MAX_ORDERS = 100;

type Price is uint128;

enum State {
    Open,
    Paid
}

struct Line {
    address item;
    uint256 count;
}

function double(uint256 x) pure returns (uint256) {
    return x * 2;
}

interface IShop {
    event Ordered(address indexed buyer, uint256 number);

    function order(uint256 number) external payable returns (bool);
}

library Sums {
    function sum(uint256[] memory values) internal pure returns (uint256 total) {
        for (uint256 i = 0; i < values.length; i++) {
            total += values[i];
        }
    }
}

/**
 * @title The shop
 */
abstract contract Shop is IShop, Ownable(msg.sender) {
    using Sums for uint256[];
    using {double} for uint256;

    struct Order {
        uint256 number;
        State state;
        Line[] lines;
    }

    uint256 public total;
    address private immutable _treasury;
    mapping(address => Order[]) internal _orders;
    string public constant NAME = "shop";

    event Shipped(uint256 indexed number);
    error NotOpen(State state);

    /// Only while there is room.
    modifier whileOpen(uint256 number) {
        require(number < MAX_ORDERS, "full");
        if (total >= MAX_ORDERS) revert TooMany(total, MAX_ORDERS);
        _;
    }

    constructor(address treasury, IStock stock) {
        _treasury = treasury;
        stock.register(address(this));
    }

    receive() external payable {}

    fallback() external payable {
        emit Ordered(msg.sender, 0);
    }

    /// @inheritdoc IShop
    function order(uint256 number) external payable override whileOpen(number) returns (bool) {
        Order storage mine = _orders[msg.sender].push();
        mine.number = number;
        mine.state = State.Open;
        total += number.double();
        uint256[] memory counts = new uint256[](2);
        counts.sum();
        (bool sent, ) = _treasury.call{value: msg.value, gas: 5000}("");
        Line memory line = Line({item: msg.sender, count: 1});
        mine.lines.push(line);
        emit IShop.Ordered(msg.sender, number);
        try IStock(_treasury).take(number) returns (uint256 left) {
            total -= left;
        } catch Error(string memory reason) {
            revert(reason);
        }
        unchecked {
            total++;
        }
        assembly {
            let size := extcodesize(number)
            mstore(0x40, size)
        }
        return sent && _check(Math.max(number, 1));
    }

    function _check(uint256 number) internal virtual returns (bool);
}

contract Small is Shop {
    constructor() Shop(address(0), IStock(address(1))) {}

    function _check(uint256) internal pure override returns (bool) {
        return super._check(1) == true;
    }
}
