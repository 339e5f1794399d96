export const TASK_STATES = ['OPEN', 'IN_PROGRESS', 'DONE', 'CANCELLED'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
export type TaskPriority = (typeof TASK_PRIORITIES)[number];

/** What moves a task from state to state. */
export const TASK_EVENTS = ['start', 'put_back', 'complete', 'cancel', 'reopen'] as const;
export type TaskEvent = (typeof TASK_EVENTS)[number];
/** What its history tells of. */
export const STORED_TASK_EVENTS = ['create', 'change', ...TASK_EVENTS] as const;
export type StoredTaskEvent = (typeof STORED_TASK_EVENTS)[number];

export interface TaskFacts {
  readonly state: TaskState;
  readonly mandatory: boolean;
}

export interface Task extends TaskFacts {
  readonly id: string;
  readonly recordKey: number;
  readonly recordId: string;
  readonly version: number;
  readonly title: string;
  readonly description: string | null;
  readonly assigneeKey: number | null;
  readonly assignee: { readonly id: string; readonly displayName: string } | null;
  /** YYYY-MM-DD; the task is overdue when that day is over in UTC. */
  readonly dueOn: string | null;
  readonly priority: TaskPriority;
  readonly templateId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface TaskChange {
  readonly version: number;
  readonly event: StoredTaskEvent;
  readonly state: TaskState;
  readonly note: string | null;
  /** Each changed field with what it says since. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly by: string | null;
}

/** What a task is made of, by hand or by a template. */
export interface NewTask {
  readonly title: string;
  readonly description?: string;
  readonly assigneeId?: string;
  readonly dueOn?: string;
  readonly priority?: TaskPriority;
  readonly mandatory?: boolean;
}

export interface TaskPatch {
  readonly title?: string;
  readonly description?: string | null;
  readonly assigneeId?: string | null;
  readonly dueOn?: string | null;
  readonly priority?: TaskPriority;
}

/** How much there is to do, of what the reader may see. */
export interface WorkCounts {
  readonly open: number;
  readonly overdue: number;
  /** Due today or within the next seven days. */
  readonly dueSoon: number;
  /** Open tasks of the organisation that nobody has taken. */
  readonly unassigned: number;
}

export interface TemplateTask {
  readonly title: string;
  readonly description?: string;
  /** Days after the day on which the template is applied. */
  readonly offsetDays?: number;
  readonly priority?: TaskPriority;
  readonly mandatory?: boolean;
}

/** Name of the job that reminds of a task a day before it is due. */
export const REMIND_OF_TASK = 'records.remind_of_task';
export interface RemindOfTaskPayload {
  readonly taskId: string;
  readonly organisationKey: number;
}
