import type { Response } from 'express';

/** One Server-Sent Event (HTML Standard, section 9.2): its name and its data, sent as JSON. */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** After a stream has ended a client waits this long before it asks again. */
const RECONNECT_MS = 2_000;
/** Streams are ended and asked for anew, so that a right that was taken away ends with them. */
const LONGEST_MS = 60_000;

/** Sends events until they end, the client goes away, or the time is over. `stop` is told in each case. */
export async function sendEvents(response: Response, events: AsyncIterable<StreamEvent>): Promise<void> {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no', // a proxy that waits for more would hold back what is meant for now
  });
  response.write(`retry: ${RECONNECT_MS}\n\n`);
  const end = Date.now() + LONGEST_MS;
  try {
    for await (const { event, data } of events) {
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (response.closed || Date.now() > end) break;
    }
  } finally {
    response.end();
  }
}
