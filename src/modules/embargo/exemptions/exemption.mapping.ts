import type { Mention } from '../../identifiers';
import type { CorrectExemptionDto, RequestExemptionDto } from './dto/exemption-input.dto';
import type { RequestFacts } from './exemption-request.rules';
import type { ExemptionRow } from './exemption.record';

type Content = Omit<ExemptionRow, 'recordKey' | 'type'>;

const requesterOf = ({ kind, name, state, submittedThrough }: RequestExemptionDto['requester']): Partial<Content> => ({
  requesterKind: kind,
  requesterName: name,
  requesterState: state ?? null,
  submittedThrough,
});

/** Only what the command names. */
export function patchOf(command: CorrectExemptionDto): Partial<Content> {
  const { requester, supplierState, consignee, endUser, endUse, goods, shipFrom, shipTo, legalBasis } = command;
  const patch: Partial<Content> = {
    ...(requester && requesterOf(requester)),
    ...(consignee && { consigneeName: consignee.name, consigneeClass: consignee.class }),
    ...(endUser !== undefined && { endUserName: endUser?.name ?? null, endUserClass: endUser?.class ?? null }),
    ...(legalBasis && { instrument: legalBasis.instrument, paragraph: legalBasis.paragraph }),
    ...(goods && { goods: goods.map((one) => ({ ...one })) }),
  };
  const plain = { supplierState, endUse, shipFrom, shipTo };
  for (const [field, value] of Object.entries(plain)) if (value !== undefined) Object.assign(patch, { [field]: value });
  return patch;
}

export const newRow = (recordKey: number, command: RequestExemptionDto): ExemptionRow =>
  ({ ...patchOf({ ...command, endUser: command.endUser ?? null }), recordKey, type: command.type }) as ExemptionRow;

/** What the rules ask of a row, or of one with a change on it. */
export const coherenceOf = (row: ExemptionRow): RequestFacts => ({
  requester: { kind: row.requesterKind as RequestFacts['requester']['kind'], state: row.requesterState },
  goods: row.goods,
  shipFrom: row.shipFrom,
  shipTo: row.shipTo,
});

/** Whom a request can be found by. */
export function mentionsOf({ consignee, endUser }: CorrectExemptionDto): Mention[] {
  const named: [string, { name: string } | null | undefined][] = [
    ['/consignee/name', consignee],
    ['/endUser/name', endUser],
  ];
  return named.flatMap(([pointer, party]) => (party ? [{ kind: 'name' as const, raw: party.name, pointer }] : []));
}

/** The pointers whose mentions a change replaces. */
export const mentionedIn = ({ consignee, endUser }: CorrectExemptionDto): string[] => [
  ...(consignee ? ['/consignee/name'] : []),
  ...(endUser !== undefined ? ['/endUser/name'] : []),
];
