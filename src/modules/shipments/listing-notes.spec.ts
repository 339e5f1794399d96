import { listingNotes } from './listing-notes.rules';

const lists = [{ id: 'l', code: 'UN_SC', title: 'Consolidated List', version: 3 }];
const hit = {
  ...{ listId: 'l', list: 'UN_SC', listVersion: 3, entryId: 'e', listRef: 'HTi.001', name: 'JIMMY CHERIZIER' },
  ...{ score: 0.95, why: [] },
};
const party = { role: 'CONSIGNEE', name: 'Cherizier J.', isPlaceholder: false } as const;
const nobody = { role: 'NOTIFY', name: 'SAME AS CONSIGNEE', isPlaceholder: true } as const;
const screened = 'Names were screened against UN_SC version 3';

it.each([
  ['nobody is named', [nobody], lists, [], []],
  ['no list is live', [party], [], [], ['No list is live: nobody was screened']],
  ['nobody resembles', [nobody, party], lists, [], [screened]],
  [
    'somebody resembles',
    [nobody, party],
    lists,
    [hit],
    ['/parties/1 (CONSIGNEE) resembles JIMMY CHERIZIER (UN_SC version 3, entry HTi.001), likeness 0.95', screened],
  ],
] as const)('where %s', (_, parties, live, hits, notes) => {
  const said = listingNotes(parties, { lists: live, hits: new Map([[party.name, hits]]) }, '2024-05-01');
  expect(said.map((note, at) => note.slice(0, notes[at]?.length))).toEqual(notes);
});
