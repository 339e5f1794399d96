import { by, type RequestCase } from './request-case';

/** The first `.example` host is nobody's: what is sent there ends at the name server. */
export const webhook = {
  url: 'https://hooks.lambi.example/in',
  kinds: ['exchange.received', 'record.recalled'],
  description: 'Case system of the customs',
  upTo: 'CONFIDENTIAL',
};

/** Inbox, preferences, webhooks. */
export const NOTIFICATIONS_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/notifications/read': by('anna', () => ({ until: '2026-01-01T00:00:00Z' })),
  'POST /v1/notifications/{id}/read': by('anna'),
  'PUT /v1/notification-preferences': by('anna', () => ({
    language: 'fr',
    timeZone: 'America/Port-au-Prince',
    quietHours: { from: '22:00', until: '06:00' },
    digest: { every: 'DAILY', hour: 7, weekday: 1 },
    channels: [{ kind: 'record.released', channel: 'DIGEST' }],
  })),
  'POST /v1/webhooks': by('anna', () => webhook),
  'GET /v1/webhooks/{id}': by('anna'),
  'PATCH /v1/webhooks/{id}': by('anna', () => ({
    kinds: ['record.recalled'],
    description: 'New case system',
    enabled: false,
  })),
  'POST /v1/webhooks/{id}/secrets': by('anna', () => ({ overlapHours: 24 })),
  'POST /v1/webhooks/{id}/ping': by('anna'),
  'GET /v1/webhooks/{id}/deliveries': by('anna'),
  'POST /v1/webhook-deliveries/{id}/redelivery': by('anna'),
};
