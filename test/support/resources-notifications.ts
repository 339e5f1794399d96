import { expectStatus } from './api-client';
import { appAt } from './app';
import { giveNotice, keysOf } from './notices';
import { webhook } from './requests-notifications';
import { CASEWORK, type ResourceKind } from './resource-kind';
import type { World } from './world';

const makeNotification = async ({ anna, diego }: World): Promise<Readonly<Record<string, string>>> => {
  const test = appAt(anna.api.url);
  const { user: userKey } = await keysOf(test, anna);
  await giveNotice(test, diego, { kind: 'task.assigned', to: { userKey }, recordId: null });
  const { body } = await expectStatus(200, anna.api.get('/v1/notifications?limit=1'));
  return { id: body.items[0].id as string };
};

/** Disabled at once: an organisation has ten in use at most, and nothing is sent from here. */
const makeWebhook = async ({ anna }: World): Promise<{ id: string; deliveryId: string }> => {
  const { body } = await expectStatus(201, anna.api.post('/v1/webhooks', webhook));
  const ping = await expectStatus(202, anna.api.post(`/v1/webhooks/${body.id}/ping`));
  const headers = { 'if-match': '"v1"' };
  await expectStatus(200, anna.api.patch(`/v1/webhooks/${body.id}`, { enabled: false }, { headers }));
  return { id: body.id as string, deliveryId: ping.body.id as string };
};

/** A person's own inbox; an organisation's own webhooks. */
export const NOTIFICATIONS_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/notifications/': { hiddenFrom: [...CASEWORK, 'paola', 'sonia'], make: makeNotification },
  '/v1/webhooks/': {
    hiddenFrom: [...CASEWORK, 'paola', 'sonia', 'leila'],
    make: async (world) => ({ id: (await makeWebhook(world)).id }),
  },
  '/v1/webhook-deliveries/': {
    hiddenFrom: [...CASEWORK, 'paola', 'sonia', 'leila'],
    make: async (world) => ({ id: (await makeWebhook(world)).deliveryId }),
  },
};
