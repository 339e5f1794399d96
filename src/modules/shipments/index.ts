export { ShipmentsModule } from './shipments.module';
export { ShipmentsRepository, type ShipmentSummary } from './shipments.repository';
