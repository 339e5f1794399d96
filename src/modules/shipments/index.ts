export { ShipmentsModule } from './shipments.module';
export { ShipmentSummaryDto } from './dto/shipment-summary.dto';
export { type ShipmentListed, ShipmentsRepository, type ShipmentSummary } from './shipments.repository';
export { SHIPMENT_EVENTS } from './shipments.events';
export { readFirstSheet, TABLE_LIMITS } from './readers/workbook/first-sheet.parser';
