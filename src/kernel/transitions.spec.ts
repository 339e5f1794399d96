import { defineStateMachine } from './transitions';

describe('a state machine as data', () => {
  it('answers what follows and what may happen', () => {
    const door = defineStateMachine<'OPEN' | 'SHUT', 'close' | 'open'>('door', 'OPEN', {
      OPEN: { close: 'SHUT' },
      SHUT: { open: 'OPEN' },
    });
    expect(door.next('OPEN', 'close')).toBe('SHUT');
    expect(door.next('OPEN', 'open')).toBeUndefined();
    expect(door.events('SHUT')).toEqual(['open']);
  });

  it.each<[string, Record<string, Record<string, string>>, RegExp]>([
    ['a state nobody reaches', { OPEN: {}, SHUT: {} }, /SHUT can never be reached/],
    ['a target that is no state', { OPEN: { burn: 'ASHES' } }, /unknown state ASHES/],
    ['an initial state that is not in the table', { SHUT: {} }, /initial state OPEN/],
  ])('refuses to be declared with %s', (_, table, message) => {
    expect(() => defineStateMachine('door', 'OPEN', table)).toThrow(message);
  });
});
