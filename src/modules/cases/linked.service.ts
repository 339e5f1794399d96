import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RecordsService, type SpineRecord } from '../records';
import { CasesRepository, type MemberRow } from './cases.repository';
import {
  extendWalk,
  identifierEdges,
  type IdentifierWalk,
  kindsToWalk,
  partyEdges,
  partyNode,
  pathTo,
  recordKeyOf,
  recordKeys,
  recordNode,
  referenceEdges,
  startWalk,
} from './graph.rules';
import type { GraphEdge, NodeId, PartyRow, Walk } from './graph.types';
import { LabelsRepository } from './labels.repository';
import { groupUses, judgementsByPair } from './link.rules';
import type { Hub, Judgement, Strength } from './link.types';
import { LinksRepository, MOST_ROWS } from './links.repository';

export interface LinkedNode {
  readonly node: NodeId;
  readonly distance: number;
  readonly path: readonly GraphEdge[];
}

export interface LinkedView {
  readonly caseRecord: SpineRecord;
  readonly nodes: readonly LinkedNode[];
  readonly hubs: readonly Hub[];
  readonly truncated: boolean;
  /** What the nodes are; a node that is in neither has gone out of sight while we walked, and is not shown. */
  readonly records: ReadonlyMap<NodeId, SpineRecord>;
  readonly parties: ReadonlyMap<NodeId, PartyRow>;
  readonly labels: ReadonlyMap<number, string>;
  readonly memberReasons: ReadonlyMap<NodeId, string>;
}

interface Walked {
  readonly walk: Walk;
  readonly hubs: readonly Hub[];
  readonly parties: ReadonlyMap<NodeId, PartyRow>;
}

const MOST_NODES = 500;

/** Everything that hangs on a case within a few hops, as far as this reader sees, each with the way that leads to it. */
@Injectable()
export class LinkedService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly cases: CasesRepository,
    private readonly repository: LinksRepository,
    private readonly labels: LabelsRepository,
  ) {}

  linked(actor: Actor, id: string, depth: number, least: Strength): Promise<LinkedView> {
    return this.uow.read(actor, async () => {
      const caseRecord = await this.records.require(id, 'case');
      const { key } = caseRecord;
      const [members, judgements] = await Promise.all([this.cases.members(key), this.cases.judgements(key)]);
      const walked = await this.walk(members, judgementsByPair(judgements), depth, least);
      return this.withRecords(caseRecord, members, walked);
    });
  }

  private async walk(
    members: readonly MemberRow[],
    judgements: ReadonlyMap<string, Judgement>,
    depth: number,
    least: Strength,
  ): Promise<Walked> {
    const kinds = kindsToWalk(least, judgements.values());
    const parties = new Map<NodeId, PartyRow>();
    const hubs = new Map<string, Hub>();
    const keys = members.map(({ member_key }) => member_key);
    let walk = startWalk(keys, MOST_NODES);
    for (let hop = 1; hop <= depth; hop += 1) {
      const frontier = recordKeys(walk.frontier);
      if (frontier.length === 0) break;
      const next = await this.hop(kinds, { frontier: new Set(frontier), least, judgements });
      for (const hub of next.hubs) hubs.set(`${hub.kind} ${hub.key}`, hub);
      for (const party of next.parties) parties.set(partyNode(party.shipmentKey, party.seq), party);
      const extended = extendWalk(walk, next.edges, MOST_NODES);
      walk = { ...extended, truncated: extended.truncated || next.truncated };
    }
    return { walk, hubs: [...hubs.values()], parties };
  }

  /** One statement for each source, all for the whole frontier, in one round trip. What a record itself says comes first. */
  private async hop(
    kinds: readonly string[],
    scope: IdentifierWalk,
  ): Promise<{ edges: GraphEdge[]; hubs: readonly Hub[]; parties: readonly PartyRow[]; truncated: boolean }> {
    const frontier = [...scope.frontier];
    const [references, uses, parties] = await Promise.all([
      this.repository.references(frontier),
      this.repository.uses(frontier, kinds),
      this.repository.parties(frontier),
    ]);
    const { groups, hubs } = groupUses(uses, scope.frontier);
    return {
      edges: [...referenceEdges(references), ...identifierEdges(groups, scope), ...partyEdges(parties)],
      hubs,
      parties,
      truncated: [references, uses, parties].some((rows) => rows.length === MOST_ROWS),
    };
  }

  /** Records go through the one loader, so that the log has them as read; a node whose way has a gap is left out. */
  private async withRecords(
    caseRecord: SpineRecord,
    members: readonly MemberRow[],
    { walk, hubs, parties }: Walked,
  ): Promise<LinkedView> {
    const keys = recordKeys(walk.reached.keys());
    const [found, labels] = await Promise.all([this.records.findByKeys(keys), this.labels.labels(keys)]);
    const records = new Map(found.map((record) => [recordNode(record.key), record]));
    const isSeen = (node: NodeId): boolean => recordKeyOf(node) === undefined || records.has(node);
    const nodes = [...walk.reached].flatMap(([node, { distance }]) => {
      const path = pathTo(walk, node);
      return isSeen(node) && path.every(({ from }) => isSeen(from)) ? [{ node, distance, path }] : [];
    });
    return {
      caseRecord,
      nodes,
      hubs: hubs.filter(({ near }) => records.has(recordNode(near.recordKey))),
      truncated: walk.truncated,
      records,
      parties,
      labels,
      memberReasons: new Map(members.map(({ member_key, reason }) => [recordNode(member_key), reason])),
    };
  }
}
