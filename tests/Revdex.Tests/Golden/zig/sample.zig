//! Orders of the shop.
const std = @import("std");
const stock = @import("stock.zig");
const Allocator = std.mem.Allocator;
const c = @cImport({
    @cInclude("sqlite3.h");
});

/// Orders at most.
pub const max_orders: usize = 100;
var attempts: u32 = 0;
threadlocal var current: ?*Order = null;
extern "c" fn puts(text: [*:0]const u8) c_int;
extern var errno: c_int;

pub const State = enum(u8) {
    open,
    paid = 2,

    pub fn isOpen(self: State) bool {
        return self == .open;
    }
};

const ShopError = error{
    TooMany,
    NotFound,
} || Allocator.Error;

/// What an order holds.
pub const Payload = union(enum) {
    text: []const u8,
    number: i64,
    none,
};

// One order.
pub const Order = struct {
    const Self = @This();

    number: u32,
    state: State = .open,
    lines: std.ArrayList(Line),

    pub const Line = struct { price: f64, count: u32 = 1 };

    /// Makes an order.
    pub fn init(allocator: Allocator, number: u32) ShopError!Self {
        if (number > max_orders) return ShopError.TooMany;
        attempts += 1;
        return Self{
            .number = number,
            .lines = std.ArrayList(Line).init(allocator),
        };
    }

    pub fn total(self: *const Self, rate: f64) f64 {
        var sum: f64 = 0;
        for (self.lines.items, 0..) |line, i| {
            _ = i;
            sum += line.price * @as(f64, @floatFromInt(line.count));
        }
        return sum * rate;
    }

    fn deinit(self: *Self) void {
        self.lines.deinit();
    }
};

pub fn List(comptime T: type) type {
    return struct {
        items: []T,
        len: usize = 0,

        pub fn first(self: @This()) ?T {
            return if (self.len > 0) self.items[0] else null;
        }
    };
}

export fn shop_version() callconv(.C) u32 {
    return stock.version;
}

inline fn double(comptime x: anytype) @TypeOf(x) {
    return x * 2;
}

pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    defer _ = gpa.deinit();
    const allocator = gpa.allocator();
    var order = try Order.init(allocator, double(4));
    errdefer order.deinit();
    const payload: Payload = .{ .number = 3 };
    switch (payload) {
        .number => |n| std.debug.print("{d} {}\n", .{ n, order.total(1.19) }),
        .text, .none => {},
    }
    while (stock.next()) |item| : (attempts += 1) {
        stock.take(item) catch |err| {
            std.log.err("{}", .{err});
            break;
        };
    }
    outer: for (0..3) |i| {
        if (i == 2) continue :outer;
    }
    const first = (List(u32){ .items = &.{} }).first() orelse unreachable;
    _ = first;
}

test "totals are sums" {
    const order = try Order.init(std.testing.allocator, 1);
    try std.testing.expectEqual(@as(f64, 0), order.total(1.0));
}

test double {
    try std.testing.expect(double(2) == 4);
}

comptime {
    std.debug.assert(max_orders > 1);
}
