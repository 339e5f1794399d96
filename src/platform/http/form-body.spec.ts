import { parseForm } from './form-body';

it.each([
  ['', {}],
  ['queries=%7B%22q0%22%3A%7B%7D%7D', { queries: '{"q0":{}}' }],
  ['a=Jean+Baptiste&b=', { a: 'Jean Baptiste', b: '' }],
  ['a=Ch%C3%A9rizier&c', { a: 'Chérizier', c: '' }],
  ['__proto__=x', JSON.parse('{"__proto__":"x"}')],
])('%s is read', (text, fields) => {
  expect(parseForm(Buffer.from(text))).toEqual(fields);
});

it.each(['a=1&a=2', 'a=%FF', 'a=%', 'a=é', 'a=\u0000'])('%j is refused', (text) => {
  expect(() => parseForm(Buffer.from(text))).toThrow('MALFORMED');
});
