import { spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CLI = path.resolve(__dirname, '../../dist/src/cli/lambi-bundle.cli.js');

export interface RawSend {
  readonly url: string;
  readonly key: string;
  readonly body: Buffer;
  /** Where the line breaks: after so many bytes sent, or so many bytes of the answer. Whole without it. */
  readonly cut?: { readonly sent: number } | { readonly answered: number };
}

/** Sends a body and gives what came back before the line broke, if it did. Never fails: that is what it is for. */
export function sendRaw({ url, key, body, cut }: RawSend): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const end = (): void => {
      request.destroy();
      resolve(answer);
    };
    const request = http.request(`${url}/v1/sync/inspections`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/x-ndjson', 'content-length': body.length, 'x-api-key': key },
      timeout: 20_000,
    });
    request.on('error', end).on('timeout', end);
    request.on('response', (response) => {
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        answer += part;
        if (cut && 'answered' in cut && answer.length >= cut.answered) end();
      });
      response.on('end', end).on('error', end);
    });
    if (cut && 'sent' in cut) request.write(body.subarray(0, cut.sent), () => void sleep(5).then(end));
    else request.end(body);
  });
}

/** lambi-bundle in a process of its own, killed after a while unless it has ended before: its exit code, or null. */
export function sendByCommand(
  args: readonly string[],
  key: string,
  killAfterMs: number | null,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [CLI, 'send', ...args], {
    env: { PATH: process.env.PATH, LAMBI_API_KEY: key },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}
