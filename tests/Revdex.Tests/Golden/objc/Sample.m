// Orders of the shop.
#import <Foundation/Foundation.h>
#import "SHStock.h"
@import UIKit;

#define MAX_ORDERS 100
#define SHDouble(x) ((x) * 2)

@class SHCustomer;

static NSString *const SHOrderTable = @"orders";
NSInteger SHAttempts = 0;

typedef enum SHState : NSInteger {
    SHStateOpen,
    SHStatePaid = 2,
} SHState;

typedef struct {
    double price;
    int count;
} SHLine;

typedef void (^SHCallback)(BOOL done);

/// What has a price.
@protocol SHPriced <NSObject>
- (double)totalWithRate:(double)rate;
@optional
@property (nonatomic, readonly) NSString *currency;
@end

/** One order. */
@interface SHOrder : NSObject <SHPriced, NSCopying> {
    NSInteger _hidden;
}

@property (nonatomic, assign) NSInteger number;
@property (nonatomic, strong, nullable) SHCustomer *customer;

+ (instancetype)orderWithNumber:(NSInteger)number;
- (instancetype)initWithNumber:(NSInteger)number lines:(NSArray<NSValue *> *)lines;
- (void)shipWithCompletion:(SHCallback)completion;
@end

@interface SHOrder (Totals)
- (double)fullTotal;
@end

@interface SHOrder ()
@property (nonatomic) SHState state;
@end

static double SHSum(double a, double b) {
    return a + b;
}

@implementation SHOrder

@synthesize number = _number;

+ (instancetype)orderWithNumber:(NSInteger)number {
    return [[self alloc] initWithNumber:number lines:@[]];
}

- (instancetype)initWithNumber:(NSInteger)number lines:(NSArray<NSValue *> *)lines {
    self = [super init];
    if (self) {
        _number = number;
        self.state = SHStateOpen;
        SHAttempts += 1;
    }
    return self;
}

// Works out the total.
- (double)totalWithRate:(double)rate {
    double sum = 0;
    for (NSValue *line in self.lines) {
        SHLine one;
        [line getValue:&one];
        sum = SHSum(sum, one.price * one.count);
    }
    return sum * SHDouble(rate);
}

- (void)shipWithCompletion:(SHCallback)completion {
    __weak typeof(self) weakSelf = self;
    [[SHStock sharedStock] takeOrder:self block:^(NSError *error) {
        NSLog(@"shipped %@", weakSelf.customer);
        completion(error == nil);
    }];
    @try {
        [self performSelector:@selector(fullTotal)];
    } @catch (NSException *exception) {
        @throw exception;
    }
    NSDictionary *counts = @{SHOrderTable: @(MAX_ORDERS)};
    id<SHPriced> priced = (id<SHPriced>)self;
    Class type = [SHOrder class];
}

@end

@implementation SHOrder (Totals)
- (double)fullTotal {
    return [self totalWithRate:0.19];
}
@end

int main(int argc, char *argv[]) {
    @autoreleasepool {
        SHOrder *order = [SHOrder orderWithNumber:argc];
        [order shipWithCompletion:^(BOOL done) { SHAttempts--; }];
        return order.state == SHStatePaid ? 0 : 1;
    }
}

@interface Clock ()
#if TARGET_OS_IOS
@property (nonatomic, strong) NSDate *start SHOP_API_AVAILABLE(ios(10), macosx(10.12));
#endif
@property (nonatomic, copy) NSString *zone;
@end

@implementation Clock
- (BOOL)runs:(id)value {
    if (value
#if TARGET_OS_IOS
        || self.start
#endif
    ) {
        return YES;
    }
    return NO;
}

- (void)add:(NSDate *)date at:(NSString *)place SHOP_API_AVAILABLE(ios(10), macosx(10.12)) {
}

- (void)stop {
}
@end
