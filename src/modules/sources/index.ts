export { SourcesModule } from './sources.module';
