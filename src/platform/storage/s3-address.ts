/** Where an S3 store is: `s3://bucket/prefix?region=eu-west-1&endpoint=https://s3.internal:9000`. */
export interface S3Address {
  readonly bucket: string;
  /** '' or ends with a slash. */
  readonly prefix: string;
  readonly region: string;
  /** A server other than Amazon's, which is then addressed by path. */
  readonly endpoint?: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PARAMETERS = ['region', 'endpoint'];

/** The address in a text, or undefined if it is none. */
export function s3AddressOf(text: string): S3Address | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname, searchParams, username } = new URL(text);
  if (protocol !== 's3:' || !BUCKET.test(host) || username !== '') return undefined;
  const endpoint = searchParams.get('endpoint') ?? undefined;
  if (endpoint !== undefined && !/^https?:\/\/[^/]+\/?$/.test(endpoint)) return undefined;
  if ([...searchParams.keys()].some((name) => !PARAMETERS.includes(name))) return undefined;
  const folder = pathname.replace(/^\/+|\/+$/g, '');
  return {
    bucket: host,
    prefix: folder === '' ? '' : `${folder}/`,
    region: searchParams.get('region') ?? 'us-east-1',
    ...(endpoint !== undefined && { endpoint }),
  };
}
