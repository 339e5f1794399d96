import { provenanceOf } from './provenance.rules';

const bill = {
  billReference: 'B1',
  vesselName: 'RAINER D',
  grossMassKg: 12.5,
  loadingPlace: null,
  hsCodes: ['9302', '9306'],
  parties: [
    { role: 'SHIPPER', name: 'A', address: 'X', code: null },
    { role: 'NOTIFY', name: 'B' },
  ],
  containers: [
    { number: 'C1', seals: [] },
    { number: 'C2', seals: ['S1'] },
  ],
};
const elementOf = (format: string, pointer: string, corrected: ReadonlySet<string> | null = new Set()) =>
  provenanceOf(bill, format, corrected).find((one) => one.pointer === pointer)?.element;

describe('where a value came from', () => {
  it.each([
    ['AWMDS', '/billReference', 'Bol_segment/Bol_id/Bol_reference'],
    ['AWMDS', '/vesselName', 'General_segment/Transport_information/Identity_of_transporter'],
    ['AWMDS', '/parties/0/name', 'Bol_segment/Traders_segment/Exporter/Exporter_name'],
    ['AWMDS', '/parties/1/name', 'Bol_segment/Traders_segment/Notify/Notify_name'],
    ['AWMDS', '/containers/1/seals', 'Bol_segment/ctn_segment/Marks1, Marks2, Marks3'],
    ['ASYCUDAWORLD_MANIFEST', '/parties/0/address', 'Bol_specific_segment/Exporter_segment/Address'],
    ['CUSCAR', '/parties/0/name', 'NAD+CZ 3036'],
    ['CUSCAR', '/containers/0/number', 'EQD+CN 8260'],
    ['CSV', '/parties/1/name', 'notify_name'],
    ['CSV', '/grossMassKg', 'gross_kg, or gross_lb'],
    ['API', '/billReference', null],
  ])('%s %s', (format, pointer, element) => {
    expect(elementOf(format, pointer)).toBe(element);
  });

  it('says nothing of what is empty, and keeps a list of texts whole', () => {
    const pointers = provenanceOf(bill, 'AWMDS', new Set()).map(({ pointer }) => pointer);
    expect(pointers).toContain('/hsCodes');
    expect(pointers).not.toContain('/loadingPlace');
    expect(pointers).not.toContain('/parties/0/code');
    expect(pointers).not.toContain('/containers/0/seals');
  });

  it('names no element for what was corrected since, and does not know for a reader of a release', () => {
    const corrected = provenanceOf(bill, 'AWMDS', new Set(['vesselName']));
    expect(corrected.find(({ pointer }) => pointer === '/vesselName')).toMatchObject({
      element: null,
      corrected: true,
    });
    expect(corrected.find(({ pointer }) => pointer === '/billReference')).toMatchObject({ corrected: false });
    expect(provenanceOf(bill, 'AWMDS', null)[0]).toMatchObject({ corrected: null, element: expect.any(String) });
  });
});
