#!/usr/bin/env node
'use strict';

const fs = require('fs'), EventEmitter = require('events').EventEmitter;
const { join, resolve: absolute } = require('path');
import React, { useState as state } from 'react';
import * as api from './api';
export { default as Button } from './Button';
export * from './errors';

// How many at most.
const MAX = 10, MIN = 1;
var cache = {}, counter = MAX;
let handlers = [fs, join];
const [head, tail] = handlers;
const { paths: { root, logs: [newest = 'none', ...older] }, modes: { strict = true } = {} } = settings;
const [[low, high], { unit }] = ranges;
export const { a: { b: [deep, { c = 1 }] }, ...left } = settings;
const { promises: { readFile }, constants = {} } = require('fs');
Order.window = { width: 80, open(at) { return at; } };
Order.empty = {};
Order.kinds = ['a', 'b'];
settings.defaults = { theme: unit };
settings.theme = low;
Order.Line = class { price() { return Order.window.width; } };
Order.prototype.currency = 'EUR';
Order.prototype.rates = [low, high];
Legacy.prototype = { unit: 'EUR', limits: [low], round(sum) { return sum; } };
(function () { Order.prototype.hidden = readFile; Order.inner = {}; })();

/**
 * An order.
 */
class Order extends api.Base {
  static #made = 0;
  items = [];
  onChange = (event) => this.emit(event.type, MAX);

  constructor(name, { color, size: [width = MIN], ...rest } = {}) {
    super(name);
    this.name = name;
    this.total = rest.total || compute(color, width);
    Order.#made += 1;
  }

  get count() { return this.items.length; }
  static async load(path) { return JSON.parse(await fs.promises.readFile(path)); }
  *[Symbol.iterator]() { yield* this.items; }
  'quoted name'() { return arguments.length; }
  static { registry.add(Order); }
}

Order.prototype.close = function close(reason) {
  var self = this;
  if (reason) {
    var message = `closed: ${reason} after ${counter} of ${self.name}`;
  }
  log(message, self);
  counter++;
};

/** Makes orders. */
exports.create = function (options) {
  const inner = () => new Order(options.name);
  function helper(n) { return n + MIN; }
  return inner(helper(options.size)) ?? new api.Order();
};
exports.VERSION = '1.0';
module.exports.parse = (text) => text.split(',');

const routes = {
  prefix: '/api',
  list: async (req, res) => res.send(cache),
  find(id) { return cache[id]; },
  Order,
};

app.get = function get(path, ...callbacks) {
  callbacks.forEach(function each(callback) { app.route(path, callback); });
};
const task = async function* named() { yield named.length; };
const Mixed = class extends mixin(Order) {};

function App({ title, orders: list, ...props }) {
  const [open, setOpen] = state(false);
  try {
    for (const order of list) order.close();
    for (let i = 0; i < MAX; i++) handlers[i] = i;
    for (head in cache) delete cache[head].items;
  } catch ({ message }) {
    console.error(message);
  }
  [cache.first, counter] = [counter, cache];
  ({ count: counter, name: handlers.name, size: { width: cache, ...counter } = {} } = props);
  label: while (open) break label;
  return (
    <div className="app" onClick={() => setOpen(!open)}>
      <Button kind={MAX} {...props}>{title}</Button>
      <api.Panel title={title} />
      {list.map((order) => <Row key={order.id} order={order} />)}
    </div>
  );
}

if (process.env.DEBUG) {
  const once = require('./once');
  once(App);
}
import('./lazy').then((lazy) => lazy?.start?.(counter));
export default { name: 'shop', data() { return { cache, open: true }; }, load: () => api.load() };
module.exports = function shop(grunt) { grunt.init(routes); };
module.exports.Draft = class extends Order {};
exports = module.exports = { Order, make: App, levels: { first: low }, depth: 3, open: () => low, 'dry-run': false, 'list-all': () => low };

res.format({ 'text/html': function () { send(routes); } });
