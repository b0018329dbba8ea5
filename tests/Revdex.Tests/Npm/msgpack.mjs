// Reads JSON from standard input and prints JSON. "recode": base64 messages -> for each what it decodes to and its own encoding of that.
// "encode": values -> their encodings in base64. Numbers over 53 bits are strings with an n at the end, binary is { base64 }.
import { readFileSync } from 'node:fs';
import { decode, encode } from '@msgpack/msgpack';

const input = JSON.parse(readFileSync(0, 'utf8'));
const options = { useBigInt64: true };
const base64 = bytes => Buffer.from(bytes).toString('base64');
const toJson = (_, value) =>
  typeof value === 'bigint' ? value + 'n' : value instanceof Uint8Array ? { base64: base64(value) } : value;
const fromJson = (_, value) =>
  typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value?.base64 ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value;

if (process.argv[2] === 'recode') {
  const results = input.map(message => {
    const value = decode(Buffer.from(message, 'base64'), options);
    return { value, encoded: base64(encode(value, options)) };
  });
  console.log(JSON.stringify(results, toJson));
} else {
  console.log(JSON.stringify(JSON.parse(JSON.stringify(input), fromJson).map(value => base64(encode(value, options)))));
}
