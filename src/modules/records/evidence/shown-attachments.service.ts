import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ReceiptDto, ReceiptsService } from '../../audit';
import { AttachmentsRepository } from './attachments.repository';
import { type AttachedDto, AttachmentDto } from './dto/attachment.dto';

/** An attachment as the answer to its upload shows it. */
@Injectable()
export class ShownAttachments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attachments: AttachmentsRepository,
    private readonly receipts: ReceiptsService,
  ) {}

  async attached(actor: Actor, id: string): Promise<AttachedDto> {
    const row = await this.uow.read(actor, () => this.attachments.find(id));
    if (!row?.receipt_id) throw new DomainError(COMMON.NOT_FOUND);
    return { ...AttachmentDto.from(row), receipt: await this.receipt(actor, row.receipt_id) };
  }

  async receipt(actor: Actor, id: string): Promise<ReceiptDto> {
    return ReceiptDto.from(await this.receipts.find(actor, id));
  }
}
