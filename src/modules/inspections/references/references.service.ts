import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { pageLimit } from '../../../platform/http/page.dto';
import { AuditTrail } from '../../audit';
import type { AddReferenceDto, ListReferencesQuery } from './dto/reference.dto';
import type { FirearmReference } from './reference-check.rules';
import { referenceKey } from './reference-key.rules';
import type { ReferenceCheck, WeaponDescription } from './reference.types';
import { FIREARM_REFERENCE } from './references.errors';
import { FirearmReferences, type ListedReference } from './references.repository';

/** The reference of makes, models, calibres and types: looked up by everybody, extended by an administrator, never a reason to refuse. */
@Injectable()
export class FirearmReferencesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly references: FirearmReferences,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  check(actor: Actor, weapon: WeaponDescription): Promise<ReferenceCheck[]> {
    if (!Object.values(weapon).some(Boolean)) throw fault(FIREARM_REFERENCE.NOTHING_SAID, '', 'MISSING');
    return this.uow.read(actor, async () => (await this.references.current()).check(weapon));
  }

  list(actor: Actor, query: ListReferencesQuery): Promise<Page<ListedReference>> {
    return this.uow.read(actor, async () => {
      const scope = JSON.stringify([actor.organisationKey, 'firearm references', query.kind, query.make]);
      const after = query.cursor === undefined ? undefined : this.cursors.decode(scope, query.cursor);
      const make = query.make === undefined ? undefined : (await this.references.current()).find('MAKE', query.make)[0];
      if (query.make !== undefined && !make) return { items: [], nextCursor: null };
      const limit = pageLimit(query);
      const rows = await this.references.page(query.kind ?? null, make?.key ?? null, after, limit + 1);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? this.cursors.encode(scope, last) : null };
    });
  }

  add(actor: Actor, command: AddReferenceDto): Promise<ListedReference> {
    return this.uow.write(actor, async () => {
      const nameKey = referenceKey(command.name);
      if (nameKey === '') throw fault(FIREARM_REFERENCE.NAME_EMPTY, '/name', 'EMPTY');
      const { kind, name, note } = command;
      const reference = await this.references.current();
      const { makeKey, sameAs } = placeOf(reference, command);
      const id = newId();
      this.audit.append({
        name: 'firearm_reference.added',
        facts: { id, kind, name, ...(command.sameAs && { sameAs: command.sameAs }) },
      });
      try {
        await this.references.insert({
          id,
          kind,
          name,
          nameKey,
          makeKey,
          sameAs,
          note: note ?? null,
          addedBy: actor.userKey,
        });
      } catch (error) {
        if (violates(error, 'firearm_references_name_unique'))
          throw new DomainError(FIREARM_REFERENCE.KNOWN_ALREADY, {}, { cause: error });
        throw error;
      }
      const added = await this.references.find(id);
      if (!added) throw new DomainError(COMMON.BUG, { detail: 'what was added cannot be read' });
      return added;
    });
  }
}

/** Where a new name belongs. Throws MAKE_UNKNOWN, SAME_AS_UNKNOWN. */
function placeOf(
  reference: FirearmReference,
  { kind, make, sameAs }: AddReferenceDto,
): { makeKey: number | null; sameAs: number | null } {
  const [of] = make === undefined ? [] : reference.find('MAKE', make);
  if ((kind === 'MODEL') !== (make !== undefined) || (make !== undefined && !of))
    throw fault(FIREARM_REFERENCE.MAKE_UNKNOWN, '/make', 'UNKNOWN');
  if (sameAs === undefined) return { makeKey: of?.key ?? null, sameAs: null };
  const [canonical] = reference.find(kind, sameAs).filter(({ makeKey }) => makeKey === (of?.key ?? null));
  if (!canonical) throw fault(FIREARM_REFERENCE.SAME_AS_UNKNOWN, '/sameAs', 'UNKNOWN');
  return { makeKey: canonical.makeKey, sameAs: canonical.key };
}

const fault = (error: (typeof FIREARM_REFERENCE)['NAME_EMPTY'], pointer: string, code: string): DomainError =>
  new DomainError(error, { fields: [{ pointer, code, message: error.title }] });
