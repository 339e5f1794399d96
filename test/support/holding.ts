import { asSuperuser } from '../../src/platform/database/provision';
import type { Answer, ApiClient } from './api-client';
import type { TestApp } from './app';
import { made } from './resource-kind';
import type { World } from './world';

/** A record of one kind with something in each field that can be held back. */
interface Holding {
  /** By field: texts that no reader's answer may contain, and the owner's does. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  make(test: TestApp, world: World): Promise<string>;
  read(id: string): string;
  /** Everything a reader can ask about it. */
  reading(id: string, reader: ApiClient): Promise<Answer>[];
}

const party = (name: string): object => ({ role: 'CONSIGNEE', name, address: 'Rue Kache 77', code: 'SEKRE-77' });
const searches = (reader: ApiClient, wanted: Readonly<Record<string, string>>): Promise<Answer>[] =>
  Object.entries(wanted).map(([by, value]) => reader.post('/v1/search', { by, value }));

const INSPECTION = {
  ...{ placeCountry: 'HT', legalBasis: 'Code douanier, art. 62', necessity: 'The image did not fit' },
  ...{ examinedAt: '2024-04-05T10:30:00-04:00', result: 'FOUND', authority: 'STATE', jurisdiction: 'JOINT' },
  ...{ requestedBy: 'Zankou prefecture', groundStatement: 'Told by the cook Wozlin', placeName: 'Kay Mawotin' },
  ...{ terminal: 'Waf Sekre', voyage: 'ZK774Q', vehiclePlate: 'ZP-55871', aircraftRegistration: 'HH-ZQX' },
  ...{ portOfLoading: 'USZQX', portOfDischarge: 'DOZQY', declaredGoods: 'Vye rad wouj' },
  ...{
    sealsDeclared: ['SEAL7741X'],
    sealsFound: ['SEAL7742Y'],
    parties: [{ role: 'CONSIGNEE', name: 'TONTON ZOKIKI' }],
  },
  ...{ agenciesPresent: ['BLTS Zile'], containerNumber: 'SMLU4815164', billReference: 'RNDCAP774Z' },
  ...{
    vesselName: 'LANBI NWA',
    vesselImo: '9074729',
    concealment: 'Anba diri a',
    narrative: 'Nou jwenn sa bo miray la',
  },
  ...{ statedFacts: [{ fact: 'PLACE', value: 'Plas Kribich', source: 'Radyo Zetwal' }] },
  ...{ followUps: [{ action: 'Rele kapiten Zozo' }], jurisdictionStatement: 'Agreed with prosecutor Zilma' },
  ...{ latitude: 19.7613, longitude: -72.2017, coordinatePrecision: 'EXACT' },
  ...{ declaredMassKg: 40417.013, measuredMassKg: 40519.027 },
  items: [
    { category: 'FIREARM', quantity: 1, type: 'rifle', make: 'Zastava', serial: 'ZQ-771935', description: 'Ak krosye' },
    { category: 'OTHER', quantity: 3, description: 'bags' },
  ],
};

const SHIPMENT = {
  ...{ billReference: 'ZKBOL774', masterReference: 'ZKMASTER775', voyageNumber: 'ZV881', vesselName: 'LANBI NWA' },
  ...{ vesselImo: '9074729', carrierName: 'Zetwal Liy', loadingPlace: 'USZQX', unloadingPlace: 'DOZQY' },
  ...{ packageCount: 77193, goodsDescription: 'Vye rad wouj', hsCodes: ['930690'], shippingMarks: 'ZMARK 5' },
  ...{ grossMassKg: 40417.013, departureOn: '2024-04-01' },
  parties: [party('TONTON ZOKIKI'), { role: 'NOTIFY', name: 'MAGASIN LAKAY' }],
  containers: [{ number: 'SMLU4815164', seals: ['SEAL7741X'], description: 'Bwat ble' }],
};

export const HOLDING: Readonly<Record<string, Holding>> = {
  inspection: {
    fields: {
      ...{ requestedBy: ['Zankou'], groundStatement: ['Wozlin'], placeName: ['Mawotin'], terminal: ['Waf Sekre'] },
      ...{ voyage: ['ZK774Q'], vehiclePlate: ['55871'], aircraftRegistration: ['HH-ZQX'], portOfLoading: ['USZQX'] },
      ...{
        portOfDischarge: ['DOZQY'],
        declaredGoods: ['Vye rad'],
        sealsDeclared: ['SEAL7741X'],
        sealsFound: ['SEAL7742Y'],
      },
      ...{
        parties: ['ZOKIKI'],
        agenciesPresent: ['Zile'],
        containerNumber: ['SMLU4815164'],
        billReference: ['RNDCAP774Z'],
      },
      ...{ vesselName: ['LANBI'], vesselImo: ['9074729'], concealment: ['Anba diri'], narrative: ['bo miray'] },
      ...{ statedFacts: ['Kribich', 'Zetwal'], followUps: ['Zozo'], jurisdictionStatement: ['Zilma'] },
      ...{ coordinates: ['19.7613', '72.2017'], declaredMassKg: ['40417'], measuredMassKg: ['40519'] },
      'items/0': ['ZQ-771935', 'Zastava', 'krosye'],
    },
    make: (_test, world) => made(world.anna.api.post('/v1/inspections', INSPECTION)),
    read: (id) => `/v1/inspections/${id}`,
    reading: (id, reader) => [
      ...[
        `/v1/inspections/${id}`,
        '/v1/inspections',
        `/v1/records/${id}`,
        '/v1/records',
        `/v1/inspections/${id}/versions`,
      ].map((path) => reader.get(path)),
      ...searches(reader, {
        container: 'SMLU4815164',
        bill_of_lading: 'RNDCAP774Z',
        vessel: 'LANBI NWA',
        imo: '9074729',
      }),
      ...searches(reader, { seal: 'SEAL7741X', name: 'TONTON ZOKIKI', serial: 'ZQ-771935' }),
      reader.post('/v1/search', { by: 'seal', value: 'SEAL7742Y' }),
      reader.post('/v1/firearms/search', { serial: 'ZQ771935' }),
    ],
  },
  shipment: {
    fields: {
      ...{
        billReference: ['ZKBOL774'],
        masterReference: ['ZKMASTER775'],
        voyageNumber: ['ZV881'],
        vesselName: ['LANBI'],
      },
      ...{ vesselImo: ['9074729'], carrierName: ['Zetwal'], loadingPlace: ['USZQX'], unloadingPlace: ['DOZQY'] },
      ...{ packageCount: ['77193'], goodsDescription: ['Vye rad'], hsCodes: ['930690'], shippingMarks: ['ZMARK'] },
      ...{ grossMassKg: ['40417'], details: ['Zanmi'] },
      'parties/0': ['ZOKIKI', 'Rue Kache', 'SEKRE-77'],
      'containers/0': ['SMLU4815164', 'SEAL7741X', 'Bwat ble'],
    },
    make: async (test, world) => {
      const id = await made(world.anna.api.post('/v1/shipments', SHIPMENT));
      // What a manifest says beyond these fields does not come by this route.
      await asSuperuser(test.database.superuser, (client) =>
        client.query(
          `UPDATE shipments SET details = '{"remarks": "Pou Zanmi"}' WHERE record_key = (SELECT key FROM records WHERE id = $1)`,
          [id],
        ),
      );
      return id;
    },
    read: (id) => `/v1/shipments/${id}`,
    reading: (id, reader) => [
      ...[
        `/v1/shipments/${id}`,
        '/v1/shipments',
        `/v1/shipments/${id}/provenance`,
        `/v1/records/${id}`,
        '/v1/records',
      ].map((path) => reader.get(path)),
      ...searches(reader, {
        container: 'SMLU4815164',
        bill_of_lading: 'ZKBOL774',
        vessel: 'LANBI NWA',
        imo: '9074729',
      }),
      ...searches(reader, { seal: 'SEAL7741X', name: 'TONTON ZOKIKI', voyage: 'ZV881' }),
      reader.post('/v1/search', { by: 'bill_of_lading', value: 'ZKMASTER775' }),
    ],
  },
  exchange: {
    fields: { legalBasis: ['Dwa Zile'], particulars: ['Zakari'] },
    make: async (_test, world) => {
      const content = { type: 'NOTICE', subject: 'A find', body: 'Be careful', urgency: 'ROUTINE' };
      const more = {
        legalBasis: 'Dwa Zile 5',
        particulars: 'The agent is Zakari',
        recipientAudienceIds: [world.diego.audienceId],
      };
      return made(world.anna.api.post('/v1/exchanges', { ...content, ...more }));
    },
    read: (id) => `/v1/exchanges/${id}`,
    reading: (id, reader) =>
      [`/v1/exchanges/${id}`, '/v1/exchanges', `/v1/records/${id}`].map((path) => reader.get(path)),
  },
};
