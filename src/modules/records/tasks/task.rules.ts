import { defineStateMachine } from '../../../kernel/transitions';
import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { NewTask, TaskEvent, TaskFacts, TaskState, TemplateTask } from './task.types';

const DAY_MS = 86_400_000;
/** When people hear of what is due tomorrow: early in the working day of Hispaniola (UTC-4 and UTC-5). */
const REMIND_HOUR_UTC = 11;

export const TASK_MACHINE = defineStateMachine<TaskState, TaskEvent>('task', 'OPEN', {
  OPEN: { start: 'IN_PROGRESS', complete: 'DONE', cancel: 'CANCELLED' },
  IN_PROGRESS: { put_back: 'OPEN', complete: 'DONE', cancel: 'CANCELLED' },
  DONE: { reopen: 'OPEN' },
  CANCELLED: { reopen: 'OPEN' },
});

export const isToDo = ({ state }: Pick<TaskFacts, 'state'>): boolean => state === 'OPEN' || state === 'IN_PROGRESS';

/** Ending a task, or taking up again what was ended, says why: whoever asks later finds it in the history. */
export function mayMove({ state, mandatory }: TaskFacts, event: TaskEvent, note: string | null | undefined): Verdict {
  if (!TASK_MACHINE.next(state, event))
    return refuse('NOT_IN_THIS_STATE', `A task that is ${state} cannot ${event}`, {
      state,
      allowed: TASK_MACHINE.events(state),
    });
  if (event === 'cancel' && mandatory)
    return refuse(
      'MANDATORY',
      'A mandatory task is completed, not cancelled: a note can say that nothing had to be done',
    );
  if (['complete', 'cancel', 'reopen'].includes(event) && !note)
    return refuse('NOTE_REQUIRED', `To ${event} a task, say in a note what was done or why`);
  return allow;
}

export const mayEdit = (task: TaskFacts): Verdict =>
  isToDo(task)
    ? allow
    : refuse('ENDED', `A task that is ${task.state} does not change; reopen it first`, { state: task.state });

/** May what this record stands for be closed? Not while something that had to be done is not. */
export const noneMandatory = (open: readonly { readonly id: string; readonly title: string }[]): Verdict =>
  open.length === 0
    ? allow
    : refuse('MANDATORY_TASKS_OPEN', `${open.length} mandatory task(s) of your organisation are open`, {
        tasks: open.map(({ id }) => id),
      });

/** The instant to remind at, or none: a day before, and at once if that has passed and the day itself has not. */
export function remindAt(dueOn: string | null, now: Date): Date | undefined {
  if (dueOn === null) return undefined;
  const due = Date.parse(`${dueOn}T00:00:00Z`);
  if (now.getTime() >= due + DAY_MS) return undefined;
  return new Date(Math.max(now.getTime(), due - DAY_MS + REMIND_HOUR_UTC * 3_600_000));
}

/** The last that can be written down as YYYY-MM-DD. */
const LAST_DAY = Date.parse('9999-12-31T00:00:00Z');

/** @param startOn YYYY-MM-DD */
export const hasDays = (tasks: readonly TemplateTask[], startOn: string): Verdict =>
  tasks.every(({ offsetDays }) => Date.parse(`${startOn}T00:00:00Z`) + (offsetDays ?? 0) * DAY_MS <= LAST_DAY)
    ? allow
    : refuse('NO_SUCH_DAY', 'A task would be due after the year 9999', { field: '/startOn' });

/** @param startOn YYYY-MM-DD, so that hasDays */
export function fromTemplate(tasks: readonly TemplateTask[], startOn: string, assigneeId?: string): NewTask[] {
  const start = Date.parse(`${startOn}T00:00:00Z`);
  return tasks.map(({ offsetDays, ...task }) => ({
    ...task,
    ...(assigneeId && { assigneeId }),
    ...(typeof offsetDays === 'number' && { dueOn: new Date(start + offsetDays * DAY_MS).toISOString().slice(0, 10) }),
  }));
}
