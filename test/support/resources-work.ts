import { expectStatus } from './api-client';
import { inspection } from './requests';
import { taskTemplate } from './requests-work';
import { CASEWORK, idOf, made, type ResourceKind } from './resource-kind';
import type { World } from './world';

const onInspection = async ({ anna }: World, what: string, body: object): Promise<string> =>
  made(anna.api.post(`/v1/records/${await made(anna.api.post('/v1/inspections', inspection))}/${what}`, body));

export const WORK_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/records/{id}/tasks/from-template': {
    hiddenFrom: CASEWORK,
    make: async ({ anna }) => ({
      id: await made(anna.api.post('/v1/inspections', inspection)),
      templateId: idOf(await expectStatus(201, anna.api.post('/v1/task-templates', taskTemplate))),
    }),
  },
  '/v1/comments/': {
    hiddenFrom: [...CASEWORK, 'paola', 'sonia'],
    make: async (world) => ({ id: await onInspection(world, 'comments', { text: 'Ask the forwarder.' }) }),
  },
  '/v1/tasks/': {
    hiddenFrom: [...CASEWORK, 'paola', 'sonia'],
    make: async (world) => ({ id: await onInspection(world, 'tasks', { title: 'Ask the forwarder' }) }),
  },
  '/v1/task-templates/': {
    hiddenFrom: [...CASEWORK, 'paola', 'sonia'],
    make: async ({ anna }) => ({ id: await made(anna.api.post('/v1/task-templates', taskTemplate)) }),
  },
};
