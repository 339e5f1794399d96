export { AuditModule } from './audit.module';
export { AuditTrail, type Leaf, type Written } from './audit-trail';
export type { Promised } from './receipt.rules';
export { ReceiptsService, type ReceiptWithId } from './receipts.service';
export { Sequencer } from './sequencer';
export { ReceiptDto } from './dto/receipt.dto';
