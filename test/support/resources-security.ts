import { made, type ResourceKind } from './resource-kind';

export const SECURITY_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/account/api-keys/': {
    // Not even the administrator who issued it.
    hiddenFrom: ['diego', 'paola', 'adele', 'oscar'],
    make: async (world) => {
      const key = { label: 'Port office', scopes: ['record.read'], expiresInDays: 30 };
      return { id: await made(world.adele.api.post(`/v1/users/${world.anna.id}/api-keys`, key)) };
    },
  },
};
