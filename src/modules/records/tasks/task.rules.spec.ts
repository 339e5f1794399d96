import type { Verdict } from '../../../kernel/verdict';
import { fromTemplate, hasDays, mayEdit, mayMove, noneMandatory, remindAt } from './task.rules';
import type { TaskEvent, TaskState } from './task.types';

const code = (verdict: Verdict): string => (verdict.allowed ? 'ok' : verdict.reasons[0]!.code);

describe('a task moves', () => {
  const cases: [TaskState, TaskEvent, boolean, string | undefined, string][] = [
    ['OPEN', 'start', false, undefined, 'ok'],
    ['OPEN', 'complete', false, undefined, 'NOTE_REQUIRED'],
    ['OPEN', 'complete', true, 'Called the broker', 'ok'],
    ['OPEN', 'put_back', false, undefined, 'NOT_IN_THIS_STATE'],
    ['IN_PROGRESS', 'complete', false, 'Done', 'ok'],
    ['IN_PROGRESS', 'put_back', false, undefined, 'ok'],
    ['IN_PROGRESS', 'start', false, undefined, 'NOT_IN_THIS_STATE'],
    ['IN_PROGRESS', 'cancel', false, undefined, 'NOTE_REQUIRED'],
    ['IN_PROGRESS', 'cancel', false, 'Asked twice', 'ok'],
    ['IN_PROGRESS', 'cancel', true, 'No time', 'MANDATORY'],
    ['DONE', 'complete', false, 'Again', 'NOT_IN_THIS_STATE'],
    ['DONE', 'reopen', true, undefined, 'NOTE_REQUIRED'],
    ['CANCELLED', 'reopen', false, 'Needed after all', 'ok'],
    ['CANCELLED', 'start', false, 'x', 'NOT_IN_THIS_STATE'],
  ];
  it.each(cases)('%s, %s, mandatory %s, note %s: %s', (state, event, mandatory, note, wanted) => {
    expect(code(mayMove({ state, mandatory }, event, note))).toBe(wanted);
  });

  it('and is edited only while there is something to do', () => {
    expect(
      (['OPEN', 'IN_PROGRESS', 'DONE', 'CANCELLED'] as const).map((state) =>
        code(mayEdit({ state, mandatory: false })),
      ),
    ).toEqual(['ok', 'ok', 'ENDED', 'ENDED']);
  });
});

it('holds back what it must while a mandatory task is open, and names it', () => {
  expect(code(noneMandatory([]))).toBe('ok');
  const refused = noneMandatory([{ id: 'a', title: 'Ask the forwarder' }]);
  expect(refused).toMatchObject({
    allowed: false,
    reasons: [{ code: 'MANDATORY_TASKS_OPEN', facts: { tasks: ['a'] } }],
  });
});

describe('a reminder', () => {
  it.each([
    [null, '2026-03-01T08:00:00Z', undefined],
    ['2026-03-10', '2026-03-01T08:00:00Z', '2026-03-09T11:00:00.000Z'],
    ['2026-03-10', '2026-03-09T15:00:00Z', '2026-03-09T15:00:00.000Z'],
    ['2026-03-10', '2026-03-10T23:00:00Z', '2026-03-10T23:00:00.000Z'],
    ['2026-03-10', '2026-03-11T00:00:00Z', undefined],
  ])('of what is due on %s, planned at %s, comes at %s', (dueOn, now, wanted) => {
    expect(remindAt(dueOn, new Date(now))?.toISOString()).toBe(wanted);
  });
});

it('makes tasks of a template, due so many days after it begins, over a leap day', () => {
  const tasks = [{ title: 'Seal', offsetDays: 0, mandatory: true }, { title: 'Ask', offsetDays: 2 }, { title: 'Note' }];
  expect(fromTemplate(tasks, '2028-02-28', 'u')).toEqual([
    { title: 'Seal', mandatory: true, assigneeId: 'u', dueOn: '2028-02-28' },
    { title: 'Ask', assigneeId: 'u', dueOn: '2028-03-01' },
    { title: 'Note', assigneeId: 'u' },
  ]);
});

it.each([
  ['9999-12-31', 0, true],
  ['9999-12-31', undefined, true],
  ['9999-12-30', 2, false],
  ['2028-02-28', 3650, true],
])('a template that begins on %s has a day for what is due %s days later: %s', (startOn, offsetDays, fits) => {
  expect(hasDays([{ title: 'Ask', ...(offsetDays !== undefined && { offsetDays }) }], startOn).allowed).toBe(fits);
});
