import { generate } from 'otplib';
import { newRecoveryCodes, newTotpSecret, otpauthUri, recoveryHash, stepOfCode } from './one-time-code';

describe('one-time codes', () => {
  const now = new Date('2026-11-22T09:00:10.000Z');
  const epoch = Math.floor(now.getTime() / 1000);
  const secret = newTotpSecret();

  it('accepts the present code and its neighbours, and says which step it was', async () => {
    const step = Math.floor(epoch / 30);
    for (const shift of [-1, 0, 1]) {
      const code = await generate({ secret, epoch: epoch + shift * 30 });
      expect(await stepOfCode(code, secret, undefined, now)).toBe(step + shift);
    }
  });

  it('refuses a code of two minutes ago', async () => {
    expect(await stepOfCode(await generate({ secret, epoch: epoch - 120 }), secret, undefined, now)).toBeUndefined();
  });

  it('refuses a step that was used, and any before it', async () => {
    const step = Math.floor(epoch / 30);
    const code = await generate({ secret, epoch });
    expect(await stepOfCode(code, secret, step, now)).toBeUndefined();
    expect(await stepOfCode(code, secret, step - 1, now)).toBe(step);
  });

  it.each(['', '12345', '1234567', 'abcdef', '12 456'])('refuses %j without failing', async (code) => {
    expect(await stepOfCode(code, secret, undefined, now)).toBeUndefined();
  });

  it('names issuer and account in the address', () => {
    expect(otpauthUri('a@b.example', secret)).toBe(`otpauth://totp/Lambi:a%40b.example?secret=${secret}&issuer=Lambi`);
  });

  it('makes ten different recovery codes that may be typed carelessly', () => {
    const codes = newRecoveryCodes(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(recoveryHash(codes[0]!.toUpperCase().replaceAll('-', ' '))).toEqual(recoveryHash(codes[0]!));
  });
});
