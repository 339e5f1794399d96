export { BlindModule } from './blind/blind.module';
export { ExchangesModule } from './exchanges.module';
