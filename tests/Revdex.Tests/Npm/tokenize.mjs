// Reads { tokenizers: [tokenizer.json …], texts } from standard input and prints for each tokenizer the tokens of each text, with special ones.
import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';

const { tokenizers, texts } = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(tokenizers.map(json => {
  const tokenizer = new Tokenizer(json, {});
  return texts.map(text => tokenizer.encode(text, { add_special_tokens: true }).ids);
})));
