import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import { NOT_PUBLIC_V4, NOT_PUBLIC_V6, PUBLIC_V6 } from './address-ranges.cases';

interface Block {
  readonly first: bigint;
  readonly size: bigint;
}

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Of the four-part decimal form alone: what else reads as an address somewhere (octal, hex, one number) is none here. */
function v4(text: string): bigint | undefined {
  const parts = V4.exec(text)?.slice(1);
  if (!parts || parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** RFC 4291, section 2.2, with an IPv4 address at the end or not; a zone (%eth0) makes it none. */
function v6(text: string): bigint | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = dotted && v4(dotted[2]!);
  if (dotted && tail === undefined) return undefined;
  const plain = dotted ? `${dotted[1]}${(tail! >> 16n).toString(16)}:${(tail! & 0xffffn).toString(16)}` : text;
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function blockOf(text: string): Block {
  const [address, length] = text.split('/') as [string, string];
  const four = v4(address);
  return { first: four ?? v6(address)!, size: 1n << BigInt((four === undefined ? 128 : 32) - Number(length)) };
}

const within = (address: bigint, { first, size }: Block): boolean => address >= first && address < first + size;
const notPublic4 = NOT_PUBLIC_V4.map(([block, what]) => ({ block: blockOf(block), what }));
const notPublic6 = NOT_PUBLIC_V6.map(([block, what]) => ({ block: blockOf(block), what }));
const public6 = blockOf(PUBLIC_V6);

/**
 * Is this an address of the public internet? For the answer of a name server and for literal addresses alike; what is not understood is
 * not public.
 */
export function isPublicAddress(text: string): Verdict {
  const four = v4(text);
  const address = four ?? v6(text);
  if (address === undefined) return refuse('NOT_AN_ADDRESS', 'This is no IP address');
  if (four === undefined && !within(address, public6)) return refuse('NOT_PUBLIC', 'outside 2000::/3 (RFC 4291)');
  const found = (four === undefined ? notPublic6 : notPublic4).find(({ block }) => within(address, block));
  return found ? refuse('NOT_PUBLIC', found.what) : allow;
}

export interface Destinations {
  readonly ports: readonly number[];
  /** `host`, or `host:port`, of an own network. */
  readonly allowed: readonly string[];
}

/** Is this host, at this port, one that the operator has named? `host` alone is the usual port of HTTPS. */
export function isNamedHost(url: URL, { allowed }: Pick<Destinations, 'allowed'>): boolean {
  return url.protocol === 'https:' && allowed.includes(url.host);
}

/** Names that lead inside wherever they are asked (RFC 6761, RFC 6762, RFC 9476). */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|alt|onion|test|invalid)\.?$/;

/**
 * May a webhook have this address? What a name resolves to is asked again at each delivery, inside the socket's own lookup.
 *
 * @param text as it was given: `new URL` reads decimal, octal and hex forms of an IPv4 address as what they are
 */
export function mayBeCalled(text: string, destinations: Destinations): Verdict {
  if (!URL.canParse(text)) return refuse('NOT_A_URL', 'This is no address of the web');
  const url = new URL(text);
  const form = wellFormed(url);
  return !form.allowed || isNamedHost(url, destinations) ? form : leadsOutside(url, destinations);
}

function wellFormed(url: URL): Verdict {
  if (url.protocol !== 'https:') return refuse('NOT_HTTPS', 'Only https is called');
  if (url.username !== '' || url.password !== '')
    return refuse('WITH_CREDENTIALS', 'No name and password in the address');
  return url.hash === '' ? allow : refuse('WITH_FRAGMENT', 'What follows # is never sent');
}

function leadsOutside(url: URL, { ports }: Destinations): Verdict {
  if (!ports.includes(Number(url.port || 443))) return refuse('PORT_NOT_ALLOWED', 'Not to this port');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (v4(host) !== undefined || host.includes(':')) return isPublicAddress(host);
  return INSIDE.test(host) || !host.includes('.') ? refuse('NOT_PUBLIC', 'a name of an inside network') : allow;
}
