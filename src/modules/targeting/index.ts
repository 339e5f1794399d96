export { TargetingModule } from './targeting.module';
