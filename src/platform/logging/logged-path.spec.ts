import { loggedPath } from './logged-path';

const token = `lambi_recon_${'x'.repeat(43)}`;

it.each([
  [`/v1/reconciliation/${token}`, '/v1/reconciliation/[redacted]'],
  [`/v1/reconciliation/${token}/suggest/entity?prefix=Cherizier`, '/v1/reconciliation/[redacted]/suggest/entity'],
  [`/v1/Reconciliation/${token.replace('l', '%6C')}`, '/v1/Reconciliation/[redacted]'],
  [`//v1/nowhere/${token}?x`, '//v1/nowhere/[redacted]'],
  ['/v1/%72econciliation/anything', '/v1/%72econciliation/[redacted]'],
  ['/v1/records/%ff?q=1', '/v1/records/%ff'],
  ['/v1/reconciliation-links/0190', '/v1/reconciliation-links/0190'],
])('%s is logged as %s', (url, logged) => {
  expect(loggedPath(url)).toBe(logged);
});
