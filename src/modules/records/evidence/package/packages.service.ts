import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { STORAGE, type Storage } from '../../../../platform/storage/storage';
import type { SpineRecord } from '../../record.types';
import { AttachmentDto } from '../dto/attachment.dto';
import type { AttachmentView } from '../evidence.types';
import { ShownAttachments } from '../shown-attachments.service';
import { WhileVisible } from '../while-visible.service';
import { attachmentPath, receiptPath, safeName } from './bag.rules';
import { BagZip } from './bag-zip.factory';
import { PackageContents } from './package-contents.service';

/** Receipts asked for at once: their statements travel together. */
const TOGETHER = 25;

/** A record with its evidence as one file, of what this reader sees and nothing else; who took it is in the log before the first byte. */
@Injectable()
export class PackagesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly contents: PackageContents,
    private readonly shown: ShownAttachments,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly whileVisible: WhileVisible,
  ) {}

  async open(actor: Actor, id: string): Promise<{ name: string; bag: BagZip }> {
    const { record, view, rows } = await this.contents.of(actor, id);
    const name = safeName(record.reference);
    const bag = new BagZip(name, this.clock.now());
    this.fill(bag, actor, record, view, rows).catch((error: Error) => bag.abort(error));
    return { name: `${name}.zip`, bag };
  }

  private async fill(
    bag: BagZip,
    actor: Actor,
    record: SpineRecord,
    view: object,
    rows: readonly AttachmentView[],
  ): Promise<void> {
    bag.addText('data/record.json', json(view));
    bag.addText('data/attachments.json', json(rows.map((row) => ({ path: pathOf(row), ...AttachmentDto.from(row) }))));
    const watch = this.whileVisible.begin(actor, record.id);
    for (const row of rows) {
      const file = { path: pathOf(row), size: row.size, sha256: row.sha256.toString('hex') };
      bag.addFile(file, async () => {
        await watch.look();
        return watch.guard(await this.storage.open(row.storage_key));
      });
    }
    if (record.ownerId === actor.organisationKey) await this.addReceipts(bag, actor, rows);
    bag.end([
      ['Source-Organization', record.ownerCode],
      ['External-Identifier', record.id],
      ['Internal-Sender-Identifier', record.reference],
      [
        'External-Description',
        `Record ${record.reference}, version ${record.version}, as shown to ${actor.organisationCode}`,
      ],
      ['Bagging-Date', this.clock.now().toISOString().slice(0, 10)],
      ['Bag-Software-Agent', 'Lambi'],
    ]);
  }

  /** Only whoever acted gets receipts. */
  private async addReceipts(bag: BagZip, actor: Actor, rows: readonly AttachmentView[]): Promise<void> {
    const withReceipt = rows.filter(({ receipt_id }) => receipt_id !== null);
    for (let at = 0; at < withReceipt.length && !bag.content.destroyed; at += TOGETHER) {
      const some = withReceipt.slice(at, at + TOGETHER);
      const receipts = await this.uow.read(actor, () =>
        Promise.all(some.map(({ receipt_id }) => this.shown.receipt(actor, receipt_id!))),
      );
      receipts.forEach((receipt, i) => bag.addText(receiptPath(some[i]!.seq), json(receipt)));
    }
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const pathOf = ({ seq, file_name }: AttachmentView): string => attachmentPath(seq, file_name);
