/** A bill that hits nothing, and what one changes of it; for the tables of cases. */
import type { RiskPast } from './past.types';
import type { BillFacts, PartyBills, RiskContainer, RiskParty, RiskRole, Seizure } from './risk.types';
import { indexSeizures } from './seizure-index.rules';

export const party = (role: RiskRole, name: string | null, address: string | null = null, seq = 0): RiskParty => ({
  seq,
  role,
  name,
  address,
  isPlaceholder: false,
});

export const container = (over: Partial<RiskContainer> = {}): RiskContainer => ({
  seq: 0,
  number: 'SMLU4815164',
  fullEmpty: null,
  goodsMassGrams: null,
  description: null,
  hsCode: null,
  ...over,
});

export const bill = (over: Partial<BillFacts> = {}): BillFacts => ({
  key: 1_000,
  id: '01900000-0000-7000-8000-00000000b111',
  level: 1,
  voyage: 'CAP01|024W|2024-04-01',
  billReference: 'RNDCAP024W001',
  masterReference: null,
  nature: '23',
  onDate: '2024-04-01',
  loadingPlace: 'PAMIT',
  unloadingPlace: 'HTCAP',
  packageCount: null,
  packageType: null,
  grossMassGrams: null,
  goodsDescription: null,
  hsCodes: [],
  vehicles: 0,
  parties: [],
  containers: [],
  ...over,
});

export const seizure = (over: Partial<Seizure> = {}): Seizure => ({
  inspectionId: '01900000-0000-7000-8000-00000000f0d1',
  inspectionReference: 'HT-AGD-INS-2024-000001',
  level: 1,
  on: '2024-04-05',
  billKeys: [7],
  billReferences: ['OLD001'],
  containers: [{ number: 'SMLU7732016', billId: null, level: 0 }],
  parties: [
    {
      billId: '01900000-0000-7000-8000-00000000b007',
      level: 1,
      role: 'CONSIGNEE',
      name: 'Marvens Delisca',
      address: '27 RUE 20 L, CAP-HAITIEN TEL 3712-3456',
    },
  ],
  ...over,
});

export const group = (over: Partial<PartyBills> = {}): PartyBills => ({
  voyage: 'CAP01|020W|2024-03-01',
  level: 1,
  loadingPlace: 'USMIA',
  unloadingPlace: 'HTCAP',
  bills: 10,
  firstKey: 10,
  exampleId: '01900000-0000-7000-8000-00000000b010',
  foreign: false,
  ...over,
});

export const past = (
  over: Partial<Omit<RiskPast, 'seizures' | 'billsOf'>> & {
    seizures?: readonly Seizure[];
    bills?: Readonly<Record<string, readonly PartyBills[]>>;
  } = {},
): RiskPast => ({
  seizures: indexSeizures(over.seizures ?? [], 35),
  billsOf: (role, key) => over.bills?.[`${role} ${key}`] ?? [],
  earlierBills: over.earlierBills ?? 0,
  listed: over.listed,
});
