import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line and audit leaf of a request carries. The id appears to the client in a header only. */
export interface RequestContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const runInRequest = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

export const currentRequestId = (): string => storage.getStore()?.requestId ?? 'none';
