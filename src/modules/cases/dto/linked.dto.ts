import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { RECORD_KINDS, RecordDto } from '../../records';
import { recordKeyOf, recordNode } from '../graph.rules';
import type { GraphEdge, NodeId, PartyRow, Via, ViaType } from '../graph.types';
import type { LinkedNode, LinkedView } from '../linked.service';
import { type Strength, STRENGTHS } from '../link.types';
import { HUB_REASON, HubDto, LinkEndDto } from './link.dto';

export class LinkedQuery {
  /**
   * How many hops from the members, 1 to 4; 3 unless said otherwise.
   * @example 3
   */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(4)
  depth?: number;

  /** `strong` follows strong links only, `medium` (unless said otherwise) strong and medium ones, `all` weak ones too. */
  @ApiProperty({ enum: ['strong', 'medium', 'all'], required: false })
  @IsOptional()
  @IsIn(['strong', 'medium', 'all'])
  strength?: 'strong' | 'medium' | 'all';
}

export class ViaDto {
  @ApiProperty({ enum: ['member', 'identifier', 'reference', 'party'] })
  type: ViaType;
  /** Kind of identifier or reference, or the party's role. */
  @ApiProperty({ type: String, nullable: true })
  kind: string | null;
  /** As written at the far end. */
  @ApiProperty({ type: String, nullable: true })
  value: string | null;
  @ApiProperty({ enum: STRENGTHS, nullable: true })
  strength: Strength | null;
  /** @example "container number 'SMLU4815164' stands in both, exactly as written" */
  reason: string;
}

export class PathStepDto {
  /** Id of the node it starts at; the first step starts at the case. */
  from: string;
  to: string;
  via: ViaDto;
}

export class LinkedPartyDto {
  @ApiProperty({ enum: ['CARRIER', 'SHIPPER', 'CONSIGNEE', 'NOTIFY'] })
  role: PartyRow['role'];
  name: string;
  @ApiProperty({ type: String, nullable: true })
  address: string | null;
  shipmentId: string;
}

export class LinkedNodeDto {
  /** The record's id; for a party the bill's id, `/parties/` and its position there. */
  id: string;
  /** @example inspection */
  @ApiProperty({ enum: [...RECORD_KINDS, 'party'] })
  kind: string;
  /** @example "Inspection at Cap-Haitien, port terminal, 2024-04-05, container SMLU4815164" */
  label: string;
  /** Null for a party. */
  @ApiProperty({ type: RecordDto, nullable: true })
  record: RecordDto | null;
  /** Null for a record. */
  @ApiProperty({ type: LinkedPartyDto, nullable: true })
  party: LinkedPartyDto | null;
  /** Hops from the nearest member; a member is 0. */
  distance: number;
  /** From the case, over a member, to this node. */
  path: PathStepDto[];
}

export class LinkedDto {
  /** The nearest first. */
  nodes: LinkedNodeDto[];
  hubs: HubDto[];
  /** True if there is more than is shown. */
  truncated: boolean;

  static of(view: LinkedView): LinkedDto {
    return {
      nodes: view.nodes.map((node) => nodeOf(view, node)),
      hubs: view.hubs.map(({ kind, near }) => ({
        kind,
        near: LinkEndDto.of(view.records.get(recordNode(near.recordKey))!, near),
        reason: HUB_REASON,
      })),
      truncated: view.truncated,
    };
  }
}

function nodeOf(view: LinkedView, { node, distance, path }: LinkedNode): LinkedNodeDto {
  const steps = [memberStep(view, path[0]?.from ?? node), ...path.map((edge) => stepOf(view, edge))];
  const record = view.records.get(node);
  if (record) {
    const label = view.labels.get(record.key) ?? record.reference;
    return {
      id: record.id,
      kind: record.kind,
      label,
      record: RecordDto.from(record),
      party: null,
      distance,
      path: steps,
    };
  }
  const { shipmentKey, role, name, address } = view.parties.get(node)!;
  const party = { role, name, address, shipmentId: view.records.get(recordNode(shipmentKey))!.id };
  return { id: idOf(view, node), kind: 'party', label: name, record: null, party, distance, path: steps };
}

function idOf(view: LinkedView, node: NodeId): string {
  if (recordKeyOf(node) !== undefined) return view.records.get(node)!.id;
  const { shipmentKey, seq } = view.parties.get(node)!;
  return `${view.records.get(recordNode(shipmentKey))!.id}/parties/${seq}`;
}

const memberStep = (view: LinkedView, member: NodeId): PathStepDto => ({
  from: view.caseRecord.id,
  to: idOf(view, member),
  via: { type: 'member', kind: null, value: null, strength: null, reason: view.memberReasons.get(member)! },
});

const stepOf = (view: LinkedView, { from, to, via }: GraphEdge): PathStepDto => ({
  from: idOf(view, from),
  to: idOf(view, to),
  via: { ...via } satisfies Via,
});
