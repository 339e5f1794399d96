export { ExchangesModule } from './exchanges.module';
