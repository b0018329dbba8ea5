// Reads a list of texts from standard input and prints the four normal forms of each.
import { readFileSync } from 'node:fs';

console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(text => ['NFC', 'NFD', 'NFKC', 'NFKD'].map(form => text.normalize(form)))));
