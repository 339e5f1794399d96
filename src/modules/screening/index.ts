export { ScreeningModule } from './screening.module';
export * from './screening.types';
