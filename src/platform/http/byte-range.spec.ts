import { rangeOf } from './byte-range';

it.each([
  [undefined, undefined],
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=40-', { start: 40, end: 99 }],
  ['bytes=40-49', { start: 40, end: 49 }],
  ['bytes=40-4000', { start: 40, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-1000', { start: 0, end: 99 }],
  ['bytes=99-99', { start: 99, end: 99 }],
  ['bytes=100-', null],
  ['bytes=-0', null],
  ['bytes=9-3', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['items=0-1', undefined],
  ['bytes=a-b', undefined],
  ['bytes=99999999999999999999-', undefined],
])('of 100 bytes, %s asks for %j', (header, expected) => {
  expect(rangeOf(header, 100)).toEqual(expected);
});

it('has no byte to give of an empty file', () => {
  expect(rangeOf('bytes=0-', 0)).toBeNull();
  expect(rangeOf('bytes=-5', 0)).toBeNull();
});
