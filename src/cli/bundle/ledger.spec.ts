import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LEDGER, Ledger } from './ledger';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-ledger-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const NOW = new Date('2026-11-23T12:00:00Z');
const LATER = new Date('2026-12-24T12:00:00Z');
const everything = (): boolean => true;

describe('the ledger of a folder', () => {
  it('gives a record one reference for ever, whatever becomes of its content', async () => {
    const ledger = await Ledger.read(folder);
    const first = ledger.entryOf('a.json', 'hash', null, everything, NOW);
    ledger.deviceOr(null, 'tablet');
    await ledger.write();
    const again = await Ledger.read(folder);
    expect(again.entryOf('a.json', 'other', null, everything, LATER)).toEqual({ ...first, sha256: 'other' });
    expect(again.deviceOr(null, 'another host')).toBe('tablet');
    expect(first.madeAt).toBe('2026-11-23T12:00:00.000Z');
  });

  it('lets a file that was moved take its reference along, but not a copy', async () => {
    const ledger = await Ledger.read(folder);
    const first = ledger.entryOf('b.json', 'same', null, everything, NOW);
    expect(ledger.entryOf('copy.json', 'same', null, everything, NOW).clientRef).not.toBe(first.clientRef);
    const moved = ledger.entryOf('c/b.json', 'same', null, (place) => place !== 'b.json', LATER);
    expect(moved).toEqual(first);
  });

  it('takes the reference that a record names itself', async () => {
    const own = '0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d';
    expect((await Ledger.read(folder)).entryOf('own.json', 'h', own, everything, NOW).clientRef).toBe(own);
  });

  it.each(['', '{', '[]', '{"version":2,"records":{}}', '{"version":1,"records":{"a":{"clientRef":"x"}}}'])(
    'is never replaced when it cannot be read: %j',
    async (text) => {
      const other = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-ledger-'));
      fs.writeFileSync(path.join(other, LEDGER), text);
      await expect(Ledger.read(other)).rejects.toThrow('not a ledger');
      expect(fs.readFileSync(path.join(other, LEDGER), 'utf8')).toBe(text);
      fs.rmSync(other, { recursive: true });
    },
  );
});
