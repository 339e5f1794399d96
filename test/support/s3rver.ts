/** The parts of s3rver that the tests use; the package brings no types. */
interface S3Server {
  run(): Promise<{ address: string; port: number }>;
  close(): Promise<void>;
}

/** A server that speaks S3, on a free port, with one bucket called "evidence" kept in a folder. */
export function s3Server(directory: string): S3Server {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- without types
  const S3rver = require('s3rver') as new (options: object) => S3Server;
  const buckets = [{ name: 'evidence', configs: [] }];
  return new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: buckets });
}
