import Emitter, { once as onceOnly, type Listener } from 'events';
import * as path from "node:path";
import fs = require('fs');
import './polyfills';
export { join, resolve as absolute } from './paths';
export * from './errors';
export * as util from './util';

/**
 * What an order may cost.
 * @deprecated use Limits
 */
export const MAX_TOTAL = 10_000;
const { sep, posix: unix, ...others } = path;
const { win32: { delimiter: mark, sep: slash = sep }, list: [, second] } = path;
let counter: number = MAX_TOTAL, current: Order | undefined;
const settings: Settings = {
  root: path.join(__dirname, 'data'),
  log: (line: string) => console.log(line),
  read() { return fs.readFileSync(this.root); },
};

/** A named thing. */
export interface Named<T = string> extends Base.Thing, Comparable<T> {
  readonly name: T;
  'quoted-name'?: string;
  nested: { depth: number };
  compare?(other: Named<T>): number;
  new (name: string): Named;
  (times: number): void;
  [key: string]: unknown;
  get size(): number;
}

export type Settings = Partial<Options> & { root: string; log: (line: string) => void };
type Shape = { kind: 'line'; [Symbol.size]?: T } | { box: Box } | { arc: number; of(): Shape } | Partial<{ open: boolean }> | ((at: { x: number } | Box) => void);
type Keys<T> = { [K in keyof T as `on${Capitalize<K>}`]?: T[K] };
type Unwrap<T> = T extends Promise<infer U> ? U : typeof settings['root'];

export const enum Color { Red = 1, Green = Red << 1, 'Light-Blue' = Palette.blue }

// Counts what was made.
@Injectable({ scope: Scope.Request })
export default abstract class Order<T extends Item = Item> extends Emitter.Base<T> implements Named, ns.Disposable<T> {
  static #made = 0;
  private readonly items: T[] = [];
  @Input() title?: string;
  declare color: Color;

  constructor(private readonly store: Store<T>, public name = settings.root, readonly note?: string, ...rest: string[]) {
    super(name);
    Order.#made++;
    this.store.attach(store, this.name);
    this.title = rest[0] ?? MAX_TOTAL.toString();
  }

  /** How many items there are. */
  get size(): number { return this.items.length; }

  set size(value: number) { this.items.length = value; }

  add = async (item: T): Promise<void> => {
    for (const other of this.items) {
      await other.merge(item, { force: true, item });
    }
  };

  // Adds what the store has.
  @Log('load')
  public async load({ limit, after: start = counter }: LoadOptions): Promise<Order<T>> {
    const { total, pages: [first] } = await this.store.fetch<T>(limit, start);
    if (total > MAX_TOTAL && isOrder(this)) {
      var message = `too many: ${total} of ${MAX_TOTAL}`;
    }
    function format(text: string) { return text.trim() + counter; }
    const describe = (n: number) => format(message) + n;
    current = <Order<T>>this;
    [counter, this.color] = [first, Color.Green];
    ({ name: this.name, counter } = settings);
    try {
      onceOnly(describe(1));
    } catch ({ code }) {
      throw new errors.LoadError(code as Code);
    }
    return this satisfies Named;
  }

  protected abstract save(): void;
  [Symbol.iterator](): Iterator<T> { return this.items[Symbol.iterator](); }
  static { Order.register?.(Order); }
}

export function isOrder(value: unknown): value is Order;
export function isOrder(this: void, value: any): asserts value is Order {
  label: for (let i = 0, n = counter; i < n; i++) { continue label; }
  delete value.cache;
  arguments.length;
}

export async function* pages<K extends keyof Settings>(key: K, visit?: (page: Page, ...more: K[]) => Color) {
  yield settings[key] as const;
}

namespace Shop.Internal {
  export const limit = 3;
  export const half = (sum: Money) => sum / limit;
  export class Basket { total: Money = zero; }
}

declare module 'events' {
  interface Listener { (event: Event): void }
  export function on(name: string): void;
}

declare global { var shop: Shop.Internal.Basket; }

const Mixed = class extends mixin(Order, Basket) { override go(): import('./go').Go { return tag`x${current}`; } };
handlers.open = function (event) { return event.target; };
(handlers as Emitter).close = (event) => handlers!.open(event);
if (process.env.DEBUG) { const once = 1; log(once); }
import('./lazy').then(({ default: lazy }) => lazy());
export { settings as defaults, sep };
register('order', class Late extends Order {}, function later() { return settings; });
