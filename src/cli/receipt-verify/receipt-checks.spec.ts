import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { signHead, signerOf } from '../../modules/audit/head.rules';
import { inclusionProof } from '../../modules/audit/merkle.rules';
import { inclusionOf, receiptOf, signPromise, type Receipt } from '../../modules/audit/receipt.rules';
import { keys, memoryLog, NOW, ORGANISATION, outsideOf, pem, signer } from '../../../test/support/memory-log';
import { checkReceipt } from './receipt-checks';
import { runReceiptVerify } from './run';

const log = memoryLog(49);
const heads = log.heads.filter((head) => head.logId === 7);
const getNode = (level: number, idx: number): Buffer =>
  log.nodes.find((node) => node.logId === 7 && node.level === level && node.idx === idx)!.hash;

function receiptFor(index: number, size: number, sign = signer): Receipt {
  const entry = log.entries.find((candidate) => candidate.logId === 7 && candidate.idx === index)!;
  const leaf = log.leaves.find((candidate) => candidate.key === entry.leafKey)!;
  const promised = signPromise(sign, { log: ORGANISATION, leafHash: leaf.leafHash, acceptedAt: new Date(NOW) });
  const { root } = heads.find((head) => head.size === size)!;
  const head = signHead(sign, { log: ORGANISATION, size, root, at: new Date(NOW + size) });
  return receiptOf(promised, leaf, inclusionOf(index, inclusionProof(index, size, getNode)!, head));
}
const copy = (receipt: Receipt): Receipt => JSON.parse(JSON.stringify(receipt)) as Receipt;

describe('a receipt', () => {
  it('holds for every entry under every later head', async () => {
    const outside = await outsideOf(log);
    for (const { size } of heads) {
      for (let index = 0; index < size; index += 3) {
        const report = checkReceipt(copy(receiptFor(index, size)), keys, outside);
        expect(report).toMatchObject({ ok: true, sequenced: true, index, size, headOutside: true, faults: [] });
        expect(report.payload).toMatchObject({ log: ORGANISATION, action: 'inspection.submitted' });
      }
    }
  });

  it('holds by its promise alone before it has a place', () => {
    const report = checkReceipt({ ...receiptFor(3, 7), inclusion: null }, keys, null);
    expect(report).toMatchObject({ ok: true, sequenced: false, index: null, headOutside: null, faults: [] });
  });

  it('fails when any character of any value is changed', () => {
    const text = JSON.stringify(receiptFor(11, 21));
    const places = [...text.matchAll(/"(?:[^"\\]|\\.)*"(?=[,}\]])|\d+(?=[,}])/g)].map((match) => match.index + 1);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(300), (start, offset) => {
        const end = text.slice(start).search(/[",}]/) + start;
        const at = start + (offset % Math.max(1, end - start));
        if (end === start || !/[0-9a-zA-Z_-]/.test(text[at]!)) return;
        const changed = text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1);
        expect(checkReceipt(JSON.parse(changed), keys, null).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a hash left out of the path', (r: Receipt) => ({ ...r.inclusion!, path: r.inclusion!.path.slice(1) })],
    ['a hash too many', (r: Receipt) => ({ ...r.inclusion!, path: [...r.inclusion!.path, '00'.repeat(32)] })],
    ['another size', (r: Receipt) => ({ ...r.inclusion!, size: 20 })],
    ['the head of another size', (r: Receipt) => ({ ...r.inclusion!, head: receiptFor(11, 28).inclusion!.head })],
    ['an unreadable path', (r: Receipt) => ({ ...r.inclusion!, path: 'none' })],
  ])('fails with %s', (_, mutate) => {
    const receipt = receiptFor(11, 21);
    expect(checkReceipt({ ...receipt, inclusion: mutate(receipt) }, keys, null)).toMatchObject({ ok: false });
  });

  it('fails under another key, and on what is not a receipt', () => {
    const other = signerOf(generateKeyPairSync('ed25519').privateKey);
    expect(checkReceipt(receiptFor(1, 7, other), keys, null).faults).toHaveLength(2);
    for (const nothing of [null, [], 'x', {}]) expect(checkReceipt(nothing, keys, null).ok).toBe(false);
  });

  it('fails when the heads outside tell of another root at that size, and only warns when they tell nothing', async () => {
    const root = Buffer.alloc(32, 5);
    const line = JSON.stringify(signHead(signer, { log: ORGANISATION, size: 21, root, at: new Date(NOW) }));
    const contradicting = await outsideOf({ ...log, outsideLines: [line] });
    expect(checkReceipt(receiptFor(11, 21), keys, contradicting)).toMatchObject({ ok: false, headOutside: false });
    const silent = await outsideOf({ ...log, outsideLines: [] });
    const report = checkReceipt(receiptFor(11, 21), keys, silent);
    expect(report).toMatchObject({ ok: true, headOutside: false, warnings: [expect.stringContaining('size 21')] });
  });
});

describe('receipt:verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lambi-receipt-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const key = file('key.pem', pem);

  it('answers 0 for a good receipt, 1 for a bad one, 2 for what it cannot check', async () => {
    const receipt = receiptFor(11, 21);
    const good = file('good.json', JSON.stringify(receipt));
    const bad = file('bad.json', JSON.stringify({ ...receipt, log: 'system' }));
    const outside = file('heads.jsonl', `${log.outsideLines.join('\n')}\n`);
    const checked = await runReceiptVerify([good, '--key', key, '--heads', outside]);
    expect(checked).toMatchObject({ exitCode: 0, output: { ok: true, headOutside: true } });
    expect(await runReceiptVerify([bad, '--key', key])).toMatchObject({ exitCode: 1, output: { ok: false } });
    expect(await runReceiptVerify([file('no.json', '{'), '--key', key])).toMatchObject({ exitCode: 2 });
    expect(await runReceiptVerify(['--key', key])).toMatchObject({ exitCode: 2 });
    const unread = await runReceiptVerify([good, '--key', key, '--heads', join(folder, 'none')]);
    expect(unread).toMatchObject({ exitCode: 0, output: { warnings: ['there is no such heads file'] } });
  });
});
