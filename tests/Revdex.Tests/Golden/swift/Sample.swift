// Licence.
import Foundation
import class UIKit.UIView
@testable import Shop

/// Most items of an order.
public let maxItems = 100
private var registry: [String: Order<Item>] = [:]

public typealias OrderID = Dictionary<String, [Int]>

/// What has a price.
public protocol Priced: AnyObject {
    associatedtype Currency: Hashable
    var price: Int { get }
    func discount(by percent: Int) -> Currency
    init(code: Int)
}

@objc public enum Status: Int, Codable {
    case open = 1
    /// Paid for.
    case paid(amount: Int), closed
    indirect case nested(Status)

    var next: Status { Status(rawValue: rawValue + 1) ?? .open }
}

/**
 An order of a `Customer`.
 */
@MainActor
open class Order<T: Item>: Base<T>, Priced where T: Comparable {
    public static let table = "orders"
    static var created = 0
    private(set) var customer: Customer?
    @Published var note: String = "" {
        didSet { touched += 1 }
    }
    lazy var items: [T] = load(maxItems)
    public var price: Int {
        get { items.reduce(0) { $0 + $1.cost } }
        set { override = newValue }
    }

    /// Makes an empty one.
    public required init(customer: Customer?, limit: Int = Limits.standard) throws {
        self.customer = customer
        super.init(limit)
        guard limit > 0, let name = customer?.name else { throw OrderError.empty }
        Order.created += 1
        log("made \(name) of \(self.note)")
    }

    deinit { registry.removeValue(forKey: note) }

    // Sums the prices.
    @available(*, deprecated, message: "use price")
    @discardableResult
    public func total<R: Numeric>(from start: R, _ extra: Int..., add: @escaping (R, T) -> R) async throws -> R {
        var sum = start
        for (index, item) in items.enumerated() where item.cost > 1 {
            sum = add(sum, item)
            if let special = item as? Special, special.level > maxItems { continue }
            report(index: index, on: Rates.current())
        }
        let found = items.first { candidate in candidate.cost > limit() }
        switch status {
        case .open, Status.closed: return sum
        case .paid(let amount) where amount > 0: return try await compute(amount)
        default: break
        }
        do {
            try save(found)
        } catch let error as OrderError {
            recover(error)
        }
        return extra.map { Wrapper<R>($0) }.sum
    }

    fileprivate func limit() -> Int { maxItems }
    public subscript(index: Int) -> T { items[index] }
    static func == (left: Order, right: Order) -> Bool { left.note == right.note }
    class func create(_ name: String) -> Order<Item> { Order<Item>.make(Customer(name: name)) }

    final class Line {
        let count: Int, unit: Unit
        weak var order: Order?
    }
}

public struct Point: Equatable {
    var x, y: Double
    mutating func move(by delta: Double) { x += delta }
}

extension Order: CustomStringConvertible {
    public var description: String { "Order \(note)" }
    func audit() { AuditLog.shared.write(self) }
}

actor Store {
    private var orders = [Order<Item>]()
    func add(_ order: Order<Item>) { orders.append(order) }
}

@propertyWrapper
struct Clamped {
    var wrappedValue: Int
}

infix operator <+>: AdditionPrecedence
func <+> (left: Point, right: Point) -> Point { Point(x: left.x + right.x, y: 0) }

private func listen(bus: Bus, handler: (Event) -> Void) {
    func helper(_ n: Int) -> Int { n * maxItems }
    bus.on(.added) { [weak bus] event in
        handler(event)
        bus?.count = helper(1)
    }
    let (a, b) = pair()
    print(a, b, \Order<Item>.note, OrderID.self)
}

final class OrderTests: XCTestCase {
    func testAddsUp() { XCTAssertEqual(Store().count, 3) }
}
