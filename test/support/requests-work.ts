import { by, type RequestCase } from './request-case';

export const taskTemplate = {
  name: 'Seizure in a container',
  recordKind: 'inspection',
  label: 'Maritime smuggling',
  tasks: [
    { title: 'Photograph the seals', offsetDays: 0, mandatory: true },
    {
      title: 'Ask the forwarder for the packing list',
      description: 'By telephone first',
      offsetDays: 3,
      priority: 'HIGH',
    },
  ],
};

/** Comments, tasks, templates of tasks. */
export const WORK_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/records/{id}/comments': by('anna', () => ({
    text: 'The seal in the second photograph is not the one on the bill.',
    audience: 'OWN',
    mentions: ['0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d'],
  })),
  'GET /v1/records/{id}/comments': by('anna'),
  'GET /v1/comments/{id}': by('anna'),
  'GET /v1/comments/{id}/versions': by('anna'),
  'PATCH /v1/comments/{id}': by('anna', () => ({ text: 'The seal is the one on the bill after all.', mentions: [] })),
  'DELETE /v1/comments/{id}': by('anna'),
  'POST /v1/records/{id}/tasks': by('anna', () => ({
    title: 'Ask the forwarder for the packing list',
    dueOn: '2099-12-31',
    priority: 'HIGH',
    mandatory: true,
  })),
  'GET /v1/records/{id}/tasks': by('anna'),
  'POST /v1/records/{id}/tasks/from-template': by('anna', ({ templateId }) => ({
    templateId: templateId ?? '0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d',
    startOn: '2099-01-01',
  })),
  'GET /v1/tasks/{id}': by('anna'),
  'GET /v1/tasks/{id}/history': by('anna'),
  'PATCH /v1/tasks/{id}': by('anna', () => ({ title: 'Ask both forwarders', description: null, dueOn: '2099-11-30' })),
  'POST /v1/tasks/{id}/transitions': by('anna', () => ({ event: 'complete', note: 'The list came by e-mail' })),
  'POST /v1/task-templates': by('anna', () => taskTemplate),
  'GET /v1/task-templates/{id}': by('anna'),
};
